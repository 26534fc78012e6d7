"""Reports → the events that they tell of: which episodes of which reports are one, by a table of weights.

``traits`` reads the episodes of a report, ``signals`` say what speaks for and against two of them being one event's, ``model`` weighs them
(``weights.toml``, learned by ``python -m training.events``), ``linking`` groups them, ``making`` makes an event of a group. The events are a pure
function of the set of reports, whatever the order in which they came.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rashomon.comparing.events.linking import likelihoods, link_episodes
from rashomon.comparing.events.making import look_alikes, make_event
from rashomon.comparing.events.model import load_model
from rashomon.comparing.events.traits import Traits, local_rarity, read_episodes
from rashomon.comparing.weighing import Model
from rashomon.languages.events import load_event_words
from rashomon.records import Analysis, Event, Question, QuestionEvent

__all__ = ["Told", "events_of_claims", "find_events", "read_all", "read_events", "with_event"]

Homes = Mapping[str, Event]  # by claim


def read_events(analyses: Iterable[Analysis]) -> tuple[Event, ...]:
    """The events of a situation, in the order of their days."""
    return find_events(read_all(analyses), load_model())


def read_all(analyses: Iterable[Analysis]) -> list[Traits]:
    """The episodes of all reports of a situation."""
    every = sorted(analyses, key=lambda a: a.report.id)
    rarity = local_rarity(every)
    return [episode for analysis in every for episode in read_episodes(analysis, rarity)]


def find_events(episodes: Iterable[Traits], model: Model[Traits]) -> tuple[Event, ...]:
    """The events that episodes of any reports tell of."""
    told = sorted(episodes, key=lambda e: e.order)
    likely, words = likelihoods(told, model), load_event_words()
    groups = link_episodes(told, likely, least=model.least)
    apart = look_alikes(told, groups, likely, model)
    made = [replace(make_event([told[n] for n in g], words), apart=apart[at]) for at, g in enumerate(groups)]
    first = {event.id: min(told[n].published or "9999" for n in g) for event, g in zip(made, groups, strict=True)}
    return tuple(sorted(made, key=lambda e: (e.start.isoformat() if e.start else first[e.id], e.id)))


class Told:
    """The reports of a situation, and the events that they tell of; these are made anew when they are asked for after a change."""

    def __init__(self) -> None:
        self._analyses: dict[str, Analysis] = {}
        self._homes: Homes | None = None

    def put(self, report: str, analysis: Analysis | None) -> None:
        """Take a report, in place of its version before; None: it is no more."""
        self._homes = None
        if analysis is None:
            self._analyses.pop(report, None)
        else:
            self._analyses[report] = analysis

    def homes(self) -> Homes:
        """The event that each claim tells of."""
        if self._homes is None:
            self._homes = events_of_claims(self._analyses.values(), read_events(self._analyses.values()))
        return self._homes


def events_of_claims(analyses: Iterable[Analysis], events: Iterable[Event]) -> dict[str, Event]:
    """The event that each claim tells of, by the claim's id."""
    homes = {(episode.report, episode.id): event for event in events for episode in event.episodes}
    return {
        claim.id: homes[analysis.report.id, claim.episode]
        for analysis in analyses
        for claim in analysis.claims
        if claim.episode is not None and (analysis.report.id, claim.episode) in homes
    }


def with_event(question: Question, homes: Homes) -> Question:
    """The question with the event that most of its accounts tell of; of two that as many do, that of the first account."""
    told = [homes[account.claim] for account in question.accounts if account.claim in homes]
    if not told:
        return question
    by_id = {event.id: event for event in told}
    event = by_id[Counter(event.id for event in told).most_common(1)[0][0]]
    return replace(
        question,
        event=QuestionEvent(id=event.id, title=event.title, start=event.start, end=event.end, place=event.place),
    )
