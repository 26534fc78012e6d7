"""The list of scorers: name → folder of the corpus and the function that scores it."""

from collections.abc import Callable
from pathlib import Path

from bench import (
    accounts,
    example,
    field,
    field_attributions,
    field_speakers,
    geoparsing,
    gva_news,
    iob,
    polnear,
    timebank,
)

SPANS = ("source_exact_f1", "cue_exact_f1", "content_exact_f1", "attribution_f1", "attribution_strict_f1")
SPEAKERS = (
    "gold_kind", "gold_party", "gold_pronoun", "gold_nominal", "gold_same", "kind", "party", "pronoun", "nominal", "same",
)  # fmt: skip
LABELS = ("act", "polarity", "parent_f1")


def _only(score: Callable[[Path], dict[str, float]], keys: tuple[str, ...]) -> Callable[[Path], dict[str, float]]:
    """The headline numbers of a scorer: floors hold what should rise, not every count."""

    def headline(folder: Path) -> dict[str, float]:
        result = score(folder)
        return {key: result[key] for key in keys}

    return headline


SCORERS: dict[str, tuple[str, Callable[[Path], dict[str, float]]]] = {
    "polnear": ("polnear", _only(polnear.score, SPANS)),
    "polnear_rules": ("polnear", _only(polnear.score_rules, SPANS)),
    "polnear_iob": ("polnear-iob", iob.score),
    "accounts_attributions": ("accounts-dev", _only(field_attributions.score_spans, SPANS)),
    "field_attributions": ("field-dev", _only(field_attributions.score, SPANS + LABELS)),
    "field_speakers": ("field-dev", _only(field_speakers.score, SPEAKERS)),
    "field": ("field-dev", field.score),
    "example": (".", example.score),
    "accounts": ("accounts-dev", accounts.score),
    "bundled": ("accounts-dev", accounts.score_bundled),
    "timebank": ("timebank", timebank.score),
    "geoparsing": ("geoparsing", geoparsing.score),
    "gva_news_fifth": ("gva-news", gva_news.score_fifth),
    "gva_news": ("gva-news", gva_news.score),
}
SLOW = frozenset({"gva_news", "geoparsing"})  # left out of the gate: minutes each; make bench scores them
