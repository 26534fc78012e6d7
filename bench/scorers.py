"""The list of scorers: name → folder of the corpus and the function that scores it."""

from collections.abc import Callable
from pathlib import Path

from bench import accounts, field, field_attributions, geoparsing, gva_news, polnear, timebank

SCORERS: dict[str, tuple[str, Callable[[Path], dict[str, float]]]] = {
    "polnear": ("polnear", polnear.score),
    "field_attributions": ("field-dev", field_attributions.score),
    "field": ("field-dev", field.score),
    "accounts": ("accounts-dev", accounts.score),
    "bundled": ("accounts-dev", accounts.score_bundled),
    "timebank": ("timebank", timebank.score),
    "geoparsing": ("geoparsing", geoparsing.score),
    "gva_news_fifth": ("gva-news", gva_news.score_fifth),
    "gva_news": ("gva-news", gva_news.score),
}
SLOW = frozenset({"gva_news"})  # left out of the gate: its fifth stands for it
