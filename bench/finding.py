"""The two finders of attributions as functions of a parse: the trained one that the program uses, and the rules, its twin."""

from collections.abc import Callable
from functools import cache

from rashomon.attributions import find_attributions, read_attributions
from rashomon.languages.cues import load_cues
from rashomon.onnx import OnnxTagger
from rashomon.records import Attribution, Parse
from rashomon.world.actors import load_actors

Finder = Callable[[Parse], tuple[Attribution, ...]]


@cache
def trained() -> Finder:
    """The finder with the tagger that is shipped."""
    cues, actors, tagger = load_cues(), load_actors(), OnnxTagger()
    return lambda parse: read_attributions(parse, cues, actors, tagger)


@cache
def ruled() -> Finder:
    """The finder by rules."""
    cues, actors = load_cues(), load_actors()
    return lambda parse: find_attributions(parse, cues, actors)
