"""Reviews: what people decided about claims, as an append-only log, and what it makes of the board.

``records`` are the entries, ``replaying`` turns a log into what is in force, ``applying`` puts that on analyses and questions,
``attaching`` finds the claims of each entry again, ``making`` takes down what was judged, ``teaching`` says how often the machine was right.
"""

from rashomon.reviews.applying import applied, bonds_of, marked
from rashomon.reviews.attaching import attach
from rashomon.reviews.records import Act, Field, Review, Target
from rashomon.reviews.replaying import Judged, replay

__all__ = ["Act", "Field", "Judged", "Review", "Target", "applied", "attach", "bonds_of", "marked", "replay"]
