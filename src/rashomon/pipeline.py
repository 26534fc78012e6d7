"""READ THIS FIRST: the order of the stages. Reports → analyses → questions.

``analyse`` reads one report by itself and is pure; ``compare`` lays the claims of many side by side.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rashomon.attributions import find_attributions
from rashomon.claims import find_claims
from rashomon.comparing import group_questions
from rashomon.figures import read_figures
from rashomon.lexicon.actors import Actors, load_actors
from rashomon.lexicon.countries import Countries, load_countries
from rashomon.lexicon.cues import Cues, load_cues
from rashomon.lexicon.frames import Frames, load_frames
from rashomon.lexicon.gazetteer import open_gazetteer
from rashomon.lexicon.measures import Measures, load_measures
from rashomon.models import Parser
from rashomon.parsing import SpacyParser
from rashomon.places import GazetteerLike, find_places
from rashomon.records import Analysis, Question, Report
from rashomon.sentences import split_sentences
from rashomon.speakers import resolve_speakers
from rashomon.times import find_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """All that the stages ask: the parser and the compiled knowledge of the field."""

    parser: Parser
    gazetteer: GazetteerLike
    actors: Actors
    countries: Countries
    cues: Cues
    frames: Frames
    measures: Measures


@cache
def load_models() -> Models:
    """The models that come with the package."""
    return Models(
        parser=SpacyParser(),
        gazetteer=open_gazetteer(),
        actors=load_actors(),
        countries=load_countries(),
        cues=load_cues(),
        frames=load_frames(),
        measures=load_measures(),
    )


def analyse(report: Report, models: Models) -> Analysis:
    """Read one report. One in a language that is not analysed comes back with empty stages."""
    if not report.analysed:
        return Analysis(report=report)
    parse = split_sentences(report.text, models.parser, body_start=report.body_start)
    attributions = find_attributions(parse, models.cues)
    attributions, speakers = resolve_speakers(report, parse, attributions=attributions, actors=models.actors)
    figures = read_figures(parse, models.measures)
    organisations = models.actors.names
    places = find_places(
        report, parse, gazetteer=models.gazetteer, countries=models.countries, organisations=organisations
    )
    times = find_times(report, parse)
    claims, figures = find_claims(
        report,
        parse,
        attributions=attributions,
        speakers=speakers,
        figures=figures,
        places=places,
        times=times,
        frames=models.frames,
    )
    return Analysis(
        report=report,
        attributions=attributions,
        speakers=speakers,
        figures=figures,
        places=places,
        times=times,
        claims=claims,
    )


def analyse_all(reports: Iterable[Report], models: Models) -> Iterator[Analysis]:
    """Read reports one after another."""
    return (analyse(report, models) for report in reports)


def compare(analyses: Iterable[Analysis], models: Models) -> tuple[Question, ...]:
    """Group the claims of ``analyses`` into questions and say how their accounts stand to one another."""
    return group_questions(analyses, frames=models.frames)
