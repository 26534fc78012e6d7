"""Statements → words of a reason: the speaker with the verb, the value in lower case."""

from rashomon.comparing.statements import Statement
from rashomon.comparing.wording import is_plural


def says(statement: Statement) -> str:
    """The speaker with a verb that agrees: "a monitoring group says", "officials say", of a figure that is denied "the army denies"."""
    many = is_plural(statement.speaker.name)
    if statement.figure is not None and statement.claim.polarity == "denied":
        return f"{statement.speaker.name} {'deny' if many else 'denies'}"
    if statement.is_open:
        return f"{statement.speaker.name} {'do' if many else 'does'} not confirm"
    return f"{statement.speaker.name} {'say' if many else 'says'}"


def value(statement: Statement) -> str:
    """What a statement says: its figure's words, or its position."""
    if statement.figure is None:
        position = statement.claim.position or statement.claim.polarity
        if statement.claim.kind == "intention" and statement.end is not None and statement.end == statement.start:
            return f"{position}, {statement.end.day} {statement.end:%B %Y}"
        return position
    words = statement.figure.words
    return words if words[:1].islower() or words.isupper() else words[:1].lower() + words[1:]
