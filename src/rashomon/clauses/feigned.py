"""Whether a deed is only played, told as a story or rehearsed: "in the film soldiers kill 30", "were 'killed' in a drill"."""

from collections.abc import Sequence

from rashomon.languages.grammar import Feigned, Grammar
from rashomon.records import Token

QUOTED = frozenset({"object", "object_predicate", "attribute", "predicative"})
VERBS = frozenset({"VERB", "AUX"})


def is_feigned(verb: Token, tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether what a verb tells is set in a story or game, or in a drill and told in quotation marks or of what is a pretence."""
    words = grammar.feigned
    settings = _settings(verb, tokens, words)
    if any(_is_story(noun, tokens, words) or _is_pretended(noun, tokens, words) for noun in settings):
        return True
    if not any(noun.lemma.lower() in words.drills for noun in settings):
        return False
    told = [tokens[c] for c in verb.children if tokens[c].relation in QUOTED]
    told += [tokens[c] for token in told for c in token.children if tokens[c].relation in {"adjective", "compound"}]
    return verb.lemma.lower() in words.playing or any(
        _is_quoted(token, tokens, words) or _is_pretended(token, tokens, words) for token in (verb, *told)
    )


def _settings(verb: Token, tokens: Sequence[Token], words: Feigned) -> list[Token]:
    """The nouns for what a deed happens in: beside the verb ("in a drill"), its subject ("the drill 'killed' 12"), or that of its relative clause."""
    below = [tokens[c] for c in verb.children]
    found = [
        t for t in below if t.relation == "subject" and t.lemma.lower() not in words.stories
    ]  # "the film drew criticism"
    inside = [t for t in below if t.lower in words.within]
    for preposition in inside:
        objects = [tokens[c] for c in preposition.children if tokens[c].relation == "prepositional_object"]
        found += [t for t in objects if preposition.lower in words.inside or t.lemma.lower() not in words.stories]
    head = tokens[verb.head]
    if verb.relation == "relative_clause":
        relative = [t for t in (*below, *(tokens[c] for p in inside for c in p.children)) if t.tag in {"WDT", "WRB"}]
        if head.entity == "DATE":
            head = tokens[
                tokens[head.head].head
            ]  # "a drill on Monday in which": the parser hangs the clause on the day
        found += [head] if relative else []
    if verb.relation == "conjunct" and head.i < verb.i and head.pos == "VERB":
        found += _settings(head, tokens, words)
    above = tokens[head.head]
    if verb.relation == "noun_clause" and above.lower in words.accompanying and tokens[above.head].pos in VERBS:
        found += _settings(tokens[above.head], tokens, words)
    return found


def _is_story(noun: Token, tokens: Sequence[Token], words: Feigned) -> bool:
    lemma, before = noun.lemma.lower(), tokens[noun.i - 1].lower if noun.i else ""
    return lemma in words.stories | words.simulations or (lemma in words.game and before in words.games)


def _is_pretended(token: Token, tokens: Sequence[Token], words: Feigned) -> bool:
    return any(tokens[c].lower in words.pretended for c in token.children if c < token.i)


def _is_quoted(token: Token, tokens: Sequence[Token], words: Feigned) -> bool:
    """Whether a word stands in quotation marks by itself."""
    marks = words.quotation_marks
    return 0 < token.i < len(tokens) - 1 and tokens[token.i - 1].text in marks and tokens[token.i + 1].text in marks
