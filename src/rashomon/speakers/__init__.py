"""Attributions → speakers: source spans resolved to actors, with kind, side and the names that the report gives them.

``s0`` is the report's own voice: the agency under whose dateline or credit it stands, else its publisher. Under an agency, ``s1`` is
the publisher that carries it. One pass over the report's mentions builds its cast (``cast``): what a title or an apposition tells
of a name anywhere holds for all its mentions; pronouns and bare nouns go to the best earlier actor (``referents``).
"""

from rashomon.records import Attribution, Parse, Report, Speaker, SpeakerKind
from rashomon.speakers.resolving import Resolver
from rashomon.speakers.voices import credited_agency, is_agency, outlet_name
from rashomon.world.actors import Actors

__all__ = ["resolve_speakers"]


def resolve_speakers(
    report: Report, parse: Parse, *, attributions: tuple[Attribution, ...], actors: Actors
) -> tuple[tuple[Attribution, ...], tuple[Speaker, ...]]:
    """Give each attribution its speaker; attributions without a source keep None."""
    return Resolver(parse, attributions, actors, _voices(report, actors)).resolve()


def _voices(report: Report, actors: Actors) -> list[Speaker]:
    name = outlet_name(report.publisher)
    kind: SpeakerKind = "news_agency" if is_agency(name, actors) else "outlet"
    agency = credited_agency(report, actors)
    names: list[tuple[str, SpeakerKind, bool]] = [(name, kind, report.publisher is not None)]
    if agency is not None:
        names.insert(0, (agency, "news_agency", True))
    return [
        Speaker(id=f"s{n}", name=voice, kind=kind, party=None, named=named, mentions=())
        for n, (voice, kind, named) in enumerate(names)
    ]
