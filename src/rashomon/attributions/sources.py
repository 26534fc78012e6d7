"""Tagged drafts → sources and contents that the parse of the cue's own sentence bears out.

The tagger learnt from texts with all their marks. Where commas and quotation marks are lost it links a cue past its own sentence, takes
the paper for its author or an apposition for the whole name; the cue's subject tells better. What a rule read is left as it is.
"""

from dataclasses import replace

from rashomon.attributions.drafts import Draft
from rashomon.attributions.spans import CLOSING, NOMINAL, Reader
from rashomon.records import Sentence, Token

SUBJECTS = frozenset({"subject", "clausal_subject"})
MEDIA = frozenset({"in", "on", "through", "via"})
RELATIVE = frozenset({"who", "which", "that"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
OPENERS = frozenset({"a", "an", "one"})
WHEN = frozenset({"DATE", "TIME"})
LEAST_SAID = 4  # tokens
CITING = frozenset({"citing", "quoting"})
NEAR = 4  # tokens between who said it and "citing"
STEPS = 3  # joined verbs up to the one that has the subject


def mend(draft: Draft, reader: Reader) -> Draft:
    """The draft with the source, and where it lies far away the content, that the cue's own sentence gives."""
    if draft.exact is None or not draft.cue:
        return draft
    if not draft.source:
        return _freed(draft, reader)
    draft = _in_paragraph(draft, reader)
    verb = _verb(draft, reader)
    if verb is None:
        return draft
    draft = _with_content(draft, verb, reader)
    if _is_far(draft.source, verb, reader) or _is_medium(draft.source, verb, reader):
        draft = _with_source(draft, _subject(draft, verb, reader) or _after_quotation(verb, reader), reader)
    return _with_name(draft, reader)


def cite(drafts: list[Draft], reader: Reader) -> list[Draft]:
    """The drafts, and "citing Y" beside the tagged ones: Y is the source of what was said; its words are no part of it."""
    taken = frozenset(i for d in drafts for i in d.cue)
    made = list(drafts)
    for token in reader.tokens:
        if token.lower not in CITING or token.i in taken:
            continue
        source = reader.inverted_subject(token)
        home = reader.sentence_of(token)
        near = [n for n, d in enumerate(made) if d.exact is not None and _is_near(d, token, home.first)]
        if not source or not near:
            continue
        n = min(near, key=lambda n: (token.i - max(made[n].cue), -len(made[n].content), n))
        outer = made[n]
        assert outer.exact is not None
        content = outer.content - source - {token.i}
        if not content or not source.isdisjoint(outer.source):
            continue
        if content != outer.content:
            outer = made[n] = replace(outer, content=content, exact=(*outer.exact[:2], reader.spans(content)))
        assert outer.exact is not None
        exact = (reader.spans(source), reader.spans(frozenset({token.i})), outer.exact[2])
        made.append(Draft("citing", "say", frozenset({token.i}), source, content, exact=exact, chance=outer.chance))
    return made


def _is_near(draft: Draft, token: Token, first: int) -> bool:
    """Whether a cue, or its source behind it, stands a few words before "citing" in the same sentence."""
    last = max(draft.cue | {i for i in draft.source if i < token.i})
    return first <= max(draft.cue) and 0 < token.i - last <= NEAR


def _in_paragraph(draft: Draft, reader: Reader) -> Draft:
    """Without the words of a source that stand in another paragraph than the rest of it and the cue: a stamp or a headline."""
    home = reader.sentence_of(reader.tokens[min(draft.cue)]).paragraph
    here = frozenset(i for i in draft.source if reader.sentence_of(reader.tokens[i]).paragraph == home)
    return _with_source(draft, here, reader) if here and here != draft.source else draft


def _verb(draft: Draft, reader: Reader) -> Token | None:
    return next((t for i in sorted(draft.cue) if (t := reader.tokens[i]).pos == "VERB"), None)


def _subject(draft: Draft, verb: Token, reader: Reader) -> frozenset[int]:
    """The noun phrase that is the cue's subject in its own sentence, or that of the verb which it is joined to."""
    for _ in range(STEPS):
        for child in verb.children:
            noun = reader.tokens[child]
            if noun.relation in SUBJECTS and noun.lower not in RELATIVE:
                phrase = reader.source_before(noun, verb) if noun.i < verb.i else reader.noun_phrase(noun)
                clauses = [
                    reader.subtree(reader.tokens[c])
                    for c in noun.children
                    if reader.tokens[c].relation == "relative_clause"
                ]
                return phrase.difference(*clauses)
        if verb.relation != "conjunct":
            break
        verb = reader.tokens[verb.head]
    return frozenset()


def _after_quotation(verb: Token, reader: Reader) -> frozenset[int]:
    """Who stands right behind a cue that stands right behind a quotation: "“…?” asked the judge"."""
    before = reader.tokens[verb.i - 1] if verb.i else None
    return reader.inverted_subject(verb) if before is not None and before.text in CLOSING else frozenset()


def _is_far(source: frozenset[int], verb: Token, reader: Reader) -> bool:
    """Whether a source stands in another sentence than its cue."""
    home = reader.sentence_of(verb)
    return not any(home.first <= i < home.last for i in source)


def _is_medium(source: frozenset[int], verb: Token, reader: Reader) -> bool:
    """Whether a source is what the cue's subject spoke in: "claimed the attack in a statement"."""
    head = next((reader.tokens[i] for i in sorted(source) if reader.tokens[i].head not in source), None)
    if head is None or head.relation != "prepositional_object" or head.i < verb.i:
        return False
    preposition = reader.tokens[head.head]
    return preposition.lower in MEDIA and preposition.i > verb.i


def _with_source(draft: Draft, source: frozenset[int], reader: Reader) -> Draft:
    source -= draft.cue
    if not source or not source.isdisjoint(draft.content):
        return draft
    assert draft.exact is not None
    return replace(draft, source=source, exact=(reader.spans(source), *draft.exact[1:]))


def _freed(draft: Draft, reader: Reader) -> Draft:
    """A cue that swallowed its own subject: "Meridian said in a statement"; "IS said", where the parser takes a name for a verb."""
    verb = _verb(draft, reader)
    if verb is None:
        return draft
    first = min(draft.cue)
    subject = _subject(draft, verb, reader) & draft.cue
    if not any(reader.tokens[i].pos == "PROPN" for i in subject):
        subject = frozenset({first}) if _is_acronym(first, reader) else frozenset()
    rest = draft.cue - subject
    if not subject or min(subject) != first or not rest:
        return draft
    assert draft.exact is not None
    return replace(draft, source=subject, cue=rest, exact=(reader.spans(subject), reader.spans(rest), draft.exact[2]))


def _is_acronym(i: int, reader: Reader) -> bool:
    """Whether a word is in capitals and the next one is not."""
    word, *after = (reader.parse.text[t.start : t.end] for t in reader.tokens[i : i + 2])
    return len(word) > 1 and word.isupper() and not any(map(str.isupper, after))


def _with_content(draft: Draft, verb: Token, reader: Reader) -> Draft:
    """What comes before a cue that ends its sentence, where the content lies far away or is only its last participle.

    Without its comma "…, killing three, the ministry said" reads as if the ministry said no more than the last words.
    """
    if not reader.quoted.isdisjoint(draft.content) or not _ends_sentence(draft, verb, reader):
        return draft
    home = reader.sentence_of(verb)
    first, end = home.first, min(draft.source | draft.cue)
    said = frozenset(range(first, end))
    if len(said) < LEAST_SAID or min(draft.source, default=end) < first or not reader.quoted.isdisjoint(said):
        return draft
    start = min(draft.content)
    cut = first < start < end and reader.tokens[start].tag == "VBG" and reader.tokens[start].head < start
    far = _is_other(draft.content, home, reader)
    if not (cut or far):
        return draft
    assert draft.exact is not None
    return replace(draft, content=said, exact=(*draft.exact[:2], reader.spans(said)))


def _ends_sentence(draft: Draft, verb: Token, reader: Reader) -> bool:
    """Whether source and cue are the last words of the cue's sentence, but for a day."""
    last, end = max(draft.source | draft.cue), reader.sentence_of(verb).last
    return all((t.pos == "PUNCT" and t.text != ":") or t.entity in WHEN for t in reader.tokens[last + 1 : end])


def _is_other(content: frozenset[int], home: Sentence, reader: Reader) -> bool:
    """Whether a content lies in sentences after the cue's, or does not reach up to the one before it."""
    if min(content) >= home.last:
        return True
    before = reader.sentence_of(reader.tokens[max(0, home.first - 1)])
    return max(content) < min(before.first, home.first)


def _with_name(draft: Draft, reader: Reader) -> Draft:
    """The name before its apposition, where the comma between them is lost: "Tarvos Observatory a monitoring group"."""
    first = min(draft.source)
    before = reader.tokens[first - 1] if first else None
    if before is None or before.entity not in NAMES or reader.tokens[first].lower not in OPENERS:
        return draft
    start = reader.sentence_of(reader.tokens[first]).first
    name = range(start, first)
    if not name or not all(reader.tokens[i].pos in NOMINAL or reader.tokens[i].entity for i in name):
        return draft
    return _with_source(draft, draft.source | frozenset(name), reader)
