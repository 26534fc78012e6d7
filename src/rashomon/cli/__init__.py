"""The command line: parse, call, print. Data go to standard output, all else to standard error.

``program`` holds the group and what commands share; each other file adds commands to it.
"""

from rashomon.cli import checking, looking, reading, reviews, serving
from rashomon.cli.program import main

__all__ = ["checking", "looking", "main", "reading", "reviews", "serving"]
