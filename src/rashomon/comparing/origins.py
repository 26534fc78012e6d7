"""Accounts of one question → origins: repetitions inside a report, relays, near-copies, the unnamed mouths of one party.

An origin is what speaks independently: however many outlets carry one speaker's words, they are one origin.
"""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.comparing.figures import conflict
from rashomon.comparing.identities import name_key
from rashomon.comparing.plans import other_day
from rashomon.comparing.statements import Statement
from rashomon.records import Figure, Number

RELAY_DAYS = 2  # within which an agency's take is carried
NEAR_COPY = 0.75  # share of common content words from which two sentences are one take


def same_value(a: Statement, b: Statement) -> bool:
    """Whether two statements say the same: one number ("17", "at least 17") and no conflict, or one position."""
    if a.figure is not None and b.figure is not None:
        alike = (a.claim.polarity, a.is_open) == (b.claim.polarity, b.is_open)
        return alike and bool(_numbers(a.figure) & _numbers(b.figure)) and not conflict(a.figure, b.figure)
    same = a.figure is b.figure and (a.claim.position, a.claim.polarity) == (b.claim.position, b.claim.polarity)
    return same and not other_day(a, b)


def _numbers(figure: Figure) -> set[Number]:
    """The numbers that its words name: of a vague class none but its low."""
    told = (figure.low,) if "vague class" in figure.rule else (figure.low, figure.best, figure.high)
    return {n for n in told if n is not None}


def is_own_voice(statement: Statement) -> bool:
    """Whether nobody is quoted: the outlet says it."""
    return statement.claim.attribution is None


def give_back(statements: Sequence[Statement]) -> list[Statement]:
    """The report's own voice that repeats what the same report attributes is that speaker's account."""
    made = []
    for statement in statements:
        if is_own_voice(statement):
            same = next(
                (
                    s
                    for s in statements
                    if s.report.id == statement.report.id and not is_own_voice(s) and same_value(s, statement)
                ),
                None,
            )
            if same is not None:
                statement = replace(statement, speaker=same.speaker, speaker_key=same.speaker_key, via=same.via)
        made.append(statement)
    return made


def find_origins(statements: Sequence[Statement]) -> list[str]:
    """The origin of each statement (in the order of publication), as a key."""
    words = [s.words for s in statements]
    keys: list[str] = []
    for n, statement in enumerate(statements):
        keys.append(_copied(n, statements, words, keys) or _of_speaker(statement))
    # An outlet that gives in its own voice what a speaker is quoted with elsewhere adds reach, no support.
    spoken = [(s, keys[n]) for n, s in enumerate(statements) if not is_own_voice(s)]
    for n, statement in enumerate(statements):
        if is_own_voice(statement) and keys[n] == _of_speaker(statement):
            keys[n] = next((key for s, key in spoken if same_value(s, statement)), keys[n])
    return keys


def _of_speaker(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker.named or is_own_voice(statement) or statement.folded is not None or _names_someone(speaker.name):
        return f"speaker {statement.speaker_key}"
    return f"party {speaker.party}" if speaker.party else f"speaker {statement.speaker_key} in {statement.report.id}"


def _names_someone(name: str) -> bool:
    """Whether a description holds a name: "Relief Corridor field teams" are the same ones in every report."""
    words = [w for w in name.split() if w[:1].isupper()]
    return len(words) > 1 or (len(words) == 1 and not name[:1].isupper())


def _one_mouth(earlier: Statement, later: Statement) -> bool:
    """Whether one unnamed speaker, worded alike, says one thing in two reports of the same days: a relay of one take."""
    if is_own_voice(earlier) or is_own_voice(later) or earlier.speaker.named or later.speaker.named:
        return False
    if (
        earlier.published is None
        or later.published is None
        or abs((later.published - earlier.published).days) > RELAY_DAYS
    ):
        return False
    return name_key(earlier.speaker.name) == name_key(later.speaker.name) and len(earlier.speaker.name.split()) > 1


def _copied(
    n: int, statements: Sequence[Statement], words: Sequence[frozenset[str]], keys: Sequence[str]
) -> str | None:
    """The origin of an earlier sentence of another report that is nearly the same and says the same."""
    for earlier in range(n):
        if statements[earlier].report.id == statements[n].report.id:
            continue
        if not same_value(statements[n], statements[earlier]):
            continue
        share = len(words[n] & words[earlier]) / max(1, len(words[n] | words[earlier]))
        if share >= NEAR_COPY or _one_mouth(statements[earlier], statements[n]):
            return keys[earlier]
    return None
