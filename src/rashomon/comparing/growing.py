"""A situation that grows: reports are put in, renewed and taken out, and its questions follow.

One way, from left to right, each step handing on only what became another:

    analyses → actors (voices) → statements of reports → statements as the situation knows them (preparing)
             → slots → likely pairs and groups (blocks) → questions (questions)

A report costs what its own claims meet: the statements of the reports near it (nearby), and those of other reports that it teaches
something about a name. The questions are those of the set of reports, whatever came first: comparing all at once is this, too.
"""

from collections.abc import Iterable, Mapping

from rashomon.comparing import positions
from rashomon.comparing.blocks import Pool
from rashomon.comparing.joining import NO_BONDS, Bonds
from rashomon.comparing.localities import Census, Localities
from rashomon.comparing.nearby import Nearby
from rashomon.comparing.pairs import Slots, load_models, read_slots, read_story
from rashomon.comparing.preparing import Prepared
from rashomon.comparing.questions import Board
from rashomon.comparing.statements import Statement, proper_names, read_report
from rashomon.comparing.voices import Voices
from rashomon.languages.frames import Frames
from rashomon.languages.groups import Groups
from rashomon.languages.measures import Measures, load_measures
from rashomon.records import Analysis, Question
from rashomon.world.actors import Actors


class Comparison:
    """The questions of a situation, kept up to date; ``actors`` and ``measures`` are those that ship where none are given."""

    def __init__(
        self, *, frames: Frames, groups: Groups, actors: Actors | None = None, measures: Measures | None = None
    ) -> None:
        self._groups, self._measures = groups, measures or load_measures()
        self._analyses: dict[str, Analysis] = {}
        self._coming: dict[str, Analysis | None] = {}
        self._bonds: Bonds | None = None  # those that are to come into force
        self._voices = Voices(actors=actors)
        self._census = Census()
        self._localities = Localities(())
        self.rules = positions.Positions(frames, actors)
        self._prepared = Prepared(self.rules)
        self._frames, self._nearby = frames, Nearby()
        self._pools = {kind: Pool(model, self._nearby) for kind, model in load_models().items()}
        self._board = Board(frames, self._measures, self.rules)

    def put(self, analysis: Analysis) -> None:
        """Take a report, in place of its version before."""
        name = analysis.report.id
        if self._coming.get(name, self._analyses.get(name)) is not analysis:
            self._coming[name] = analysis

    def drop(self, report: str) -> None:
        """Take out a report."""
        self._coming[report] = None

    def bind(self, bonds: Bonds) -> None:
        """Let ``bonds`` count, pairs of claims that people judged, in place of those before."""
        self._bonds = bonds

    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order of their founding claims."""
        self._settle()
        return self._board.questions()

    def changes(self) -> dict[str, Question | None]:
        """The questions, by id, that are new or another since this was last asked; None for one that is no more."""
        self._settle()
        return self._board.changes()

    def slots(self, claims: Iterable[str]) -> dict[str, Slots]:
        """The slots of the statements behind claims, as the situation knows them."""
        self._settle()
        return {c: slots for c in claims for pool in self._pools.values() if (slots := pool.slots(c)) is not None}

    def _settle(self) -> None:
        if self._coming:
            self._group(self._read())
        if self._bonds is not None:
            self._board.bind(self._bonds)
            self._bonds = None

    def _read(self) -> dict[str, list[Statement]]:
        """The statements of the reports that came, and of those that the coming ones show in another light."""
        coming, self._coming = self._coming, {}
        was_off = self._census.off_map
        for name, analysis in coming.items():
            self._census.put(name, analysis)
            if analysis is None:
                self._analyses.pop(name, None)
                self._voices.drop(name)
            else:
                self._analyses[name] = analysis
                self._voices.put(analysis)
        stale = coming.keys() | self._voices.settle()
        if was_off or self._census.off_map:
            # What no map knows is known by all reports together, so all are read anew; a situation of which that holds is small.
            every = [self._analyses[name] for name in sorted(self._analyses)] if self._census.off_map else []
            self._localities = Localities(every)
            stale |= self._analyses.keys()
        return {name: self._statements(name) for name in sorted(stale)}

    def _statements(self, name: str) -> list[Statement]:
        analysis = self._analyses.get(name)
        if analysis is None:
            return []
        return read_report(analysis, self._voices, self._groups, self._localities, self._measures)

    def _group(self, told: Mapping[str, list[Statement]]) -> None:
        gone, new = self._prepared.put(told)
        come = {s.claim.id for s in new}
        moved = self._read_stories(told)
        again = [s for name in moved for s in self._prepared.of(name) if s.claim.id not in come]
        for kind, pool in self._pools.items():
            made = [s for s in (*new, *again) if (s.figure is not None) == (kind == "figure")]
            left = [*gone, *(s.claim.id for s in again)]
            slots = [read_slots(s, self._nearby.story(s.report.id), self._frames) for s in made]
            self._board.change(*pool.change(left, slots))
        if self.rules.use_states(self._localities.states, self._prepared.all_told()):
            self._board.settle_anew()

    def _read_stories(self, reports: Iterable[str]) -> list[str]:
        """Put the stories of reports in place of those before; returns the reports that are about something else now."""
        moved = []
        for name in sorted(reports):
            analysis = self._analyses.get(name)
            if analysis is None:
                self._nearby.drop(name)
            elif self._nearby.put(read_story(analysis.report, proper_names(analysis))):
                moved.append(name)
        return moved


def group_questions(
    analyses: Iterable[Analysis],
    *,
    frames: Frames,
    groups: Groups,
    bonds: Bonds = NO_BONDS,
    actors: Actors | None = None,
    measures: Measures | None = None,
) -> tuple[Question, ...]:
    """All questions of a situation, in the order of their founding claims.

    ``bonds`` are pairs that people judged, ``actors`` and ``measures`` those that ship where none are given.
    """
    comparison = Comparison(frames=frames, groups=groups, actors=actors, measures=measures)
    for analysis in analyses:
        comparison.put(analysis)
    comparison.bind(bonds)
    return comparison.questions()
