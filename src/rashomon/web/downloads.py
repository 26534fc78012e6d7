"""The questions under the current filter as files, with a codebook and a line to cite."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from rashomon.comparing.policies import apply_policy
from rashomon.export import codebook, discreet
from rashomon.pipeline import load_models
from rashomon.quoting import day
from rashomon.records import Question
from rashomon.store import Store
from rashomon.store.queries import MOST_PAGE
from rashomon.web.filters import FileFilters, Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadPage:
    """What would be downloaded: how many questions, what each column means, and how to cite it."""

    situation: str
    total: int
    codebook: tuple[tuple[str, str, str], ...]
    citation: str


def download_page(store: Store, situation: str, filters: Filters) -> DownloadPage:
    """The current filter as it would be downloaded."""
    page = store.page(situation, filters.query(), size=1)
    last = store.page(situation, filters.model_copy(update={"sort": "recency"}).query(), size=1)
    latest = last.rows[0].last if last.rows else None
    return DownloadPage(
        situation=situation,
        total=page.total,
        codebook=tuple(codebook()),
        citation=cite(situation, filters, page.total, latest),
    )


def cite(situation: str, filters: Filters, total: int, latest: str | None) -> str:
    """The line that says where a table comes from, and what it is a part of."""
    chosen = "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in filters.chosen() if name != "policy")
    part = f"filtered by {chosen}" if chosen else "without a filter"
    ending = f"latest report of {day(latest)}" if latest else "no dated report"
    return (
        f"Rashomon {version('rashomon')}, situation “{situation}”: {total} questions {part}; {ending}; low and high by the policy “{filters.policy or 'range'}”. "
        "It records who says what, and does not say who is right."
    )


def file_questions(store: Store, situation: str, filters: FileFilters) -> Iterator[Question]:
    """What a file holds: every question under ``filters``, without persons' names where that is asked for."""
    found = all_questions(store, situation, filters)
    if not filters.discreet:
        return found
    models = load_models()
    return iter(discreet(found, models.actors, models.gazetteer))


def all_questions(store: Store, situation: str, filters: Filters) -> Iterator[Question]:
    """Every question under ``filters``, in their order, read part by part."""
    after = None
    while True:
        page = store.page(situation, filters.query(), after=after, size=MOST_PAGE)
        yield from (apply_policy(row.question, filters.policy or "range") for row in page.rows)
        after = page.after
        if after is None:
            return
