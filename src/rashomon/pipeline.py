"""READ THIS FIRST: the order of the stages. Reports → analyses → questions.

``analyse`` reads one report by itself and is pure; ``compare`` lays the claims of many side by side.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from rashomon.attributions import find_attributions, read_attributions
from rashomon.claims import find_claims
from rashomon.clauses import Clauses, read_clauses
from rashomon.comparing import Comparison, group_questions
from rashomon.comparing.events import Told, read_events, with_event
from rashomon.comparing.explaining import explain
from rashomon.comparing.policies import apply_policy
from rashomon.comparing.views import changed_since, published_until
from rashomon.figures import Read, read_numbers
from rashomon.languages.cues import Cues, load_cues
from rashomon.languages.deeds import Deeds, load_deeds
from rashomon.languages.frames import Frames, load_frames
from rashomon.languages.grammar import Grammar, load_grammar
from rashomon.languages.groups import Groups, load_groups
from rashomon.languages.measures import Measures, load_measures
from rashomon.models import Parser, Tagger
from rashomon.onnx import OnnxTagger
from rashomon.parsing import SpacyParser
from rashomon.places import GazetteerLike, find_places
from rashomon.records import Analysis, Attribution, Event, Question, Report, Tie
from rashomon.reviews import Review, applied, bonds_of, marked, replay
from rashomon.sentences import split_sentences
from rashomon.settings import Settings
from rashomon.speakers import resolve_speakers
from rashomon.tables import ENGLISH, WORLD
from rashomon.times import find_times
from rashomon.world.actors import Actors, load_actors
from rashomon.world.countries import Countries, load_countries
from rashomon.world.gazetteer import open_gazetteer

FEW = 24  # reports from which more processes pay: each takes two seconds to start
AHEAD = 8  # reports a process that may wait to be fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """All that the stages ask: the parser, the tagger (without one, rules alone find attributions) and the compiled knowledge."""

    parser: Parser
    tagger: Tagger | None
    gazetteer: GazetteerLike
    actors: Actors
    countries: Countries
    cues: Cues
    deeds: Deeds
    frames: Frames
    grammar: Grammar
    groups: Groups
    measures: Measures

    @property
    def deed_nouns(self) -> frozenset[str]:
        """Lemmas of nouns for what is done, of frames and of measures: "capture", "killing"."""
        return frozenset(self.frames.nouns) | frozenset(self.measures.of)


def load_models(*, language: Path = ENGLISH, world: Path = WORLD) -> Models:
    """The models that come with the package, with the registry of actors of one's own that the environment names (RASHOMON_ACTORS).

    ``language`` and ``world`` are the folders of tables to go by.

    Raises:
        LexiconError: a table is not of its form.
        InputError: nor is the registry of one's own.
    """
    return _load(Settings.from_environ(os.environ).actors, language, world)


@cache
def _load(registry: str | None, language: Path, world: Path) -> Models:
    return Models(
        parser=SpacyParser(),
        tagger=OnnxTagger(),
        gazetteer=open_gazetteer(),
        actors=load_actors(*([Path(registry)] if registry else []), language=language, world=world),
        countries=load_countries(world),
        cues=load_cues(language),
        deeds=load_deeds(language),
        frames=load_frames(language, world),
        grammar=load_grammar(language),
        groups=load_groups(language),
        measures=load_measures(language, world),
    )


def read_text(report: Report, models: Models) -> Clauses:
    """The parse of a report's text, with its clauses."""
    parse = split_sentences(report.text, models.parser, body_start=report.body_start, grammar=models.grammar)
    return read_clauses(parse, models.grammar, models.deed_nouns)


def analyse(report: Report, models: Models) -> Analysis:
    """Read one report. One in a language that is not analysed comes back with empty stages."""
    return analyse_carriers((report,), models)[0]


def analyse_carriers(reports: Sequence[Report], models: Models) -> tuple[Analysis, ...]:
    """Read reports that carry one and the same text: what depends on the words alone is found once for all of them."""
    first = reports[0]
    if not first.analysed:
        return tuple(Analysis(report=report) for report in reports)
    clauses = read_text(first, models)
    parse = clauses.parse
    if models.tagger is None:
        attributions = find_attributions(parse, models.cues, models.actors)
    else:
        attributions = read_attributions(parse, models.cues, models.actors, models.tagger)
    numbers = read_numbers(clauses, models.measures)
    return tuple(_analyse_as(report, clauses, attributions, numbers, models) for report in reports)


def _analyse_as(
    report: Report,
    clauses: Clauses,
    attributions: tuple[Attribution, ...],
    numbers: Read,
    models: Models,
) -> Analysis:
    """The stages that ask who published the text, and when."""
    parse = clauses.parse
    attributions, speakers = resolve_speakers(report, parse, attributions=attributions, actors=models.actors)
    organisations = models.actors.names
    places = find_places(
        report, parse, gazetteer=models.gazetteer, countries=models.countries, organisations=organisations
    )
    times = find_times(report, parse)
    claims, figures, unclaimed = find_claims(
        report,
        clauses,
        attributions=attributions,
        speakers=speakers,
        figures=numbers.figures,
        places=places,
        times=times,
        frames=models.frames,
        deeds=models.deeds,
        uncounted=numbers.uncounted,
    )
    return Analysis(
        report=report,
        attributions=attributions,
        speakers=speakers,
        figures=figures,
        places=places,
        times=times,
        claims=claims,
        unclaimed=unclaimed,
    )


def analyse_all(reports: Iterable[Report], *, jobs: int = 1) -> Iterator[Analysis]:
    """Read reports one after another, in ``jobs`` processes where there are enough of them to pay for the start.

    The order and the bytes of the answers do not depend on ``jobs``; no more than a few reports a process are held at once.
    """
    return analyse_groups(((report,) for report in reports), jobs=jobs)


def analyse_groups(groups: Iterable[Sequence[Report]], *, jobs: int = 1) -> Iterator[Analysis]:
    """The same for groups of reports that each carry one text (see ``analyse_carriers``)."""
    coming = iter(groups)
    few = list(islice(coming, FEW))
    if jobs < 2 or len(few) < FEW:
        models = load_models()
        for group in chain(few, coming):
            yield from analyse_carriers(group, models)
        return
    # Forking a process that has loaded libraries with threads of their own is not safe: each starts anew.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=load_models) as pool:
        waiting: deque[Future[tuple[Analysis, ...]]] = deque()
        for group in chain(few, coming):
            waiting.append(pool.submit(_in_process, group))
            if len(waiting) > AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _in_process(group: Sequence[Report]) -> tuple[Analysis, ...]:
    return analyse_carriers(group, load_models())


def compare(analyses: Iterable[Analysis], models: Models, log: Iterable[Review] = ()) -> tuple[Question, ...]:
    """Group the claims of ``analyses`` into questions and say how their accounts stand to one another.

    ``log`` is what people decided about them: their corrections count, and the questions say so.
    """
    judged = replay(log)
    told, happenings = tuple(applied(analyses, judged)), Told()
    bonds = bonds_of(judged)
    found = group_questions(
        told, frames=models.frames, groups=models.groups, bonds=bonds, actors=models.actors, measures=models.measures
    )
    for analysis in told:
        happenings.put(analysis.report.id, analysis)
    homes = happenings.homes()
    return marked([with_event(question, homes) for question in found], judged)


class Kept(Protocol):
    """What keeps the analyses, questions and reviews of situations."""

    def analyses(self, situation: str) -> Iterator[Analysis]: ...

    def questions(self, situation: str, *, status: str | None = None) -> list[Question]: ...

    def log(self, situation: str) -> list[Review]: ...


def reasons(kept: Kept, situation: str, question: Question, *, claim: str | None = None) -> tuple[Tie, ...]:
    """Why the accounts of a question of a situation stand together, or why ``claim`` stands with the others."""
    models = load_models()
    told = applied(kept.analyses(situation), replay(kept.log(situation)))
    comparison = Comparison(frames=models.frames, groups=models.groups, actors=models.actors, measures=models.measures)
    for analysis in told:
        comparison.put(analysis)
    return explain(comparison, question, claim=claim)


def events(kept: Kept, situation: str) -> tuple[Event, ...]:
    """The events that the reports of a situation tell of, in the order of their days."""
    return read_events(applied(kept.analyses(situation), replay(kept.log(situation))))


def look(
    kept: Kept,
    situation: str,
    *,
    status: str | None = None,
    policy: str | None = None,
    as_of: str | None = None,
    since: str | None = None,
) -> list[Question]:
    """The questions of a situation under a policy (``range`` where none is named), as of a moment, or those that changed since one."""
    if as_of is None:
        found = kept.questions(situation, status=status)
    else:
        told = compare(published_until(kept.analyses(situation), as_of), load_models(), kept.log(situation))
        found = [q for q in told if status in {None, q.status}]
    return [apply_policy(q, policy or "range") for q in (found if since is None else changed_since(found, since))]
