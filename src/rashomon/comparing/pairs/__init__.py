"""Two statements → how likely they answer one question: a table of weights over what their own clauses say and what their reports share.

``slots`` reads a statement, ``shared``, ``counts`` and ``propositions`` hold the signals (what any two share, what two figures do, what two
positions do), ``model`` weighs them. The weights are in ``weights.toml``, learned by ``python -m training.pairs``.
"""

from rashomon.comparing.pairs.model import OF_REPORTS, Model, Weighed, load_models
from rashomon.comparing.pairs.slots import Slots, Story, have_in_common, read_slots, read_story

__all__ = [
    "OF_REPORTS",
    "Model",
    "Slots",
    "Story",
    "Weighed",
    "have_in_common",
    "load_models",
    "read_slots",
    "read_story",
]
