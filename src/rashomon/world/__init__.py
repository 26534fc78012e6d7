"""Facts that no language owns: places, states, actors and their sides, what a measure and a frame are. Read by ``rashomon.tables``."""
