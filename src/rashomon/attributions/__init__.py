"""Parse → attributions: who (source), the saying word (cue), what (content).

``read_attributions`` goes by a trained tagger and by rules; ``find_attributions`` by rules alone.
"""

from rashomon.attributions.rules import find_attributions
from rashomon.attributions.trained import read_attributions

__all__ = ["find_attributions", "read_attributions"]
