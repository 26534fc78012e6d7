"""Attributions whose cue is no verb: "according to", claim and denial as nouns, adjectives, adverbs, speaker labels."""

from rashomon.attributions.drafts import Draft
from rashomon.attributions.spans import DASHES, NOMINAL, Reader
from rashomon.attributions.verbs import CLAUSES
from rashomon.languages.cues import Cues
from rashomon.records import Act, Token

ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
LONGEST_LABEL = 8  # tokens of a speaker's label
LEAST_SAID = 3  # tokens before a sentence's last words that say who said it
COPULAS = frozenset({"be", "seem", "become", "remain", "feel", "appear"})


def according_draft(token: Token, reader: Reader) -> Draft | None:
    """ "According to X, …" and "…, according to X": the rest of the clause that it hangs on."""
    after = reader.tokens[token.i + 1] if token.i + 1 < len(reader.tokens) else None
    if after is None or after.lower != "to":
        return None
    named = next((reader.tokens[c] for t in (token, after) for c in t.children if c > after.i), None)
    if named is None:
        return None
    source = reader.noun_phrase(named)
    head = reader.tokens[token.head]
    while head.pos not in {"VERB", "AUX"} and head.head != head.i and head.relation != "root":
        head = reader.tokens[head.head]
    own = reader.subtree(token) | source | {after.i}
    content = reader.subtree(head) - own
    if head.relation in {
        "relative_clause",
        "noun_clause",
    }:  # a label far down: the whole sentence stands before or after it
        sentence = reader.sentence_of(token)
        if token.i > sentence.first + (sentence.last - sentence.first) // 2:
            content = frozenset(range(sentence.first, token.i)) - own
    if not content or not source:
        return None
    return Draft(
        "according", "report" if _is_report(source, reader) else "say", frozenset({token.i, after.i}), source, content
    )


def _is_report(source: frozenset[int], reader: Reader) -> bool:
    return any(
        reader.tokens[i].lemma in {"report", "document", "record", "study", "survey", "figure", "datum"} for i in source
    )


def noun_draft(token: Token, act: Act, cues: Cues, reader: Reader) -> Draft | None:
    """A noun that attributes what follows it: "X's denial that …", "fears of …", "issued a warning that …"."""
    children = [reader.tokens[c] for c in token.children]
    before = reader.tokens[token.i - 1].lower if token.i else ""
    if token.lemma == "order" and before == "in":
        return None
    content = frozenset[int]()
    for c in children:
        if (
            c.i > token.i
            and c.relation in {"noun_clause", "content_clause", "relative_clause", "open_clause"}
            and _is_clause(c, reader)
        ):
            content = reader.clause(c, token.i)
            break
    if not content:
        allowed = cues.noun_prepositions.get(token.lemma, frozenset())
        preposition = next(
            (c for c in children if c.relation == "preposition" and c.lower in allowed and c.i > token.i), None
        )
        if preposition is None:
            return None
        content = reader.subtree(preposition)
    cue, source = frozenset({token.i}), frozenset[int]()
    head = reader.tokens[token.head]
    for c in children:
        if (
            c.relation == "possessor"
            or (c.relation == "adjective" and c.entity == "NORP")
            or (c.relation == "compound" and c.entity in {"GPE", "ORG"})
        ):
            source = reader.noun_phrase(c)
            source = frozenset(i for i in source if reader.tokens[i].relation != "case")
        elif c.relation == "preposition" and c.lower in {"by", "from"} and c.i < min(content):
            source = frozenset(i for g in c.children for i in reader.noun_phrase(reader.tokens[g]))
    if not source and token.relation == "object" and head.lemma in cues.light:
        subject = next((reader.tokens[c] for c in head.children if reader.tokens[c].relation == "subject"), None)
        if subject is not None:
            source = reader.noun_phrase(subject)
            cue |= reader.verb_group(head)
    if not source and token.lemma not in cues.sourceless:
        return None
    return Draft("noun", act, cue, source, content - cue - source)


def _is_clause(token: Token, reader: Reader) -> bool:
    children = [reader.tokens[c] for c in token.children]
    if any(c.relation == "marker" and c.lower == "that" for c in children):
        return True
    if token.tag == "VB" and any(c.lower == "to" for c in children):
        return True
    # The parser often takes the complementiser for a relative pronoun: then the clause has a subject beside it.
    return any(c.lower == "that" for c in children) and any(
        c.relation == "subject" and c.lower != "that" for c in children
    )


def adjective_draft(token: Token, act: Act, reader: Reader) -> Draft | None:
    """ "X is certain that …", "X is ready to …", "X was concerned about …"."""
    head = reader.tokens[token.head]
    verb = head if token.relation in {"predicative", "root", "conjunct"} and head.lemma in COPULAS else None
    if verb is None:
        return None
    subject = next((reader.tokens[c] for c in verb.children if reader.tokens[c].relation == "subject"), None)
    rest = next(
        (
            c
            for t in (token, verb)
            for c in (reader.tokens[n] for n in t.children)
            if c.i > token.i
            and (c.relation in CLAUSES or (c.relation == "preposition" and c.lower in {"about", "of", "to", "over"}))
        ),
        None,
    )
    if subject is None or rest is None or subject.lower in {"it", "there"}:
        return None
    cue = reader.verb_group(verb) | {token.i}
    if rest.relation == "preposition" and rest.i == token.i + 1:
        cue |= {rest.i}
    negated = any(reader.tokens[c].relation == "negation" for c in verb.children)
    return Draft("adjective", act, cue, reader.noun_phrase(subject), reader.clause(rest, token.i) - cue, negated)


def adverb_draft(token: Token, act: Act, reader: Reader) -> Draft | None:
    """ "reportedly": the clause that it stands in, without a source."""
    head = reader.tokens[token.head]
    if head.pos not in {"VERB", "AUX"} and token.relation == "adverb":
        head = reader.tokens[head.head]
    if head.pos not in {"VERB", "AUX"}:
        return None
    content = reader.subtree(
        head, frozenset({"conjunct", "coordinator"}) if head.relation != "root" else frozenset()
    ) - {token.i}
    return Draft("adverb", act, frozenset({token.i}), frozenset(), content)


def clear_draft(token: Token, reader: Reader) -> Draft | None:
    """ "X has made (it) clear (that) …": the parser hangs "clear" on either verb."""
    make = next((t for t in reader.tokens[max(0, token.i - 2) : token.i] if t.lemma == "make"), None)
    if make is None:
        return None
    subject = next((reader.tokens[c] for c in make.children if reader.tokens[c].relation == "subject"), None)
    clause = next(
        (reader.tokens[c] for c in make.children if c > token.i and reader.tokens[c].relation in CLAUSES), None
    )
    if clause is None and reader.tokens[token.head].head == make.i:
        clause = reader.tokens[token.head]
    if clause is None:
        clause = next(
            (reader.tokens[c] for c in token.children if c > token.i and reader.tokens[c].relation in CLAUSES), None
        )
    if subject is None or clause is None:
        return None
    cue = reader.verb_group(make) | {token.i}
    content = frozenset(i for i in reader.clause(clause, token.i) if i > token.i)
    return Draft("adjective", "say", cue, reader.noun_phrase(subject), content)


def tail_drafts(reader: Reader, cues: Cues, found: dict[int, Draft]) -> list[Draft]:
    """A sentence's last words ", say agencies" or "(,) agencies say" that the parser read as something else."""
    drafts = []
    for sentence in reader.parse.sentences:
        last = sentence.last
        while last > sentence.first and reader.tokens[last - 1].pos == "PUNCT":
            last -= 1
        window = range(last - 1, max(sentence.first, last - LONGEST_LABEL), -1)
        comma = next((i for i in window if reader.tokens[i].text == ","), None)
        end = last - 1
        if comma is not None:
            cue = next((i for i in (comma + 1, end) if reader.tokens[i].lower in cues.tails), None)
            source = frozenset(range(comma + 1, last)) - {cue}
            before = comma
        else:  # marks lost: the cue's subject tells where the source begins
            cue = end if end > sentence.first and reader.tokens[end].lower in cues.tails else None
            subject = next((c for c in reader.tokens[end].children if reader.tokens[c].relation == "subject"), None)
            source = frozenset() if subject is None else reader.noun_phrase(reader.tokens[subject])
            before = min(source, default=sentence.first)
        if (
            cue is None
            or not source
            or not found.keys().isdisjoint({*source, cue})
            or before - sentence.first < LEAST_SAID
        ):
            continue
        if all(reader.tokens[i].pos in {*NOMINAL, "ADP", "CCONJ", "PART"} for i in source):
            act = cues.tails[reader.tokens[cue].lower]
            drafts.append(Draft("clause", act, frozenset({cue}), source, frozenset(range(sentence.first, before))))
    return drafts


def label_drafts(reader: Reader, used: frozenset[int]) -> list[Draft]:
    """Speaker labels: "X: …" in transcripts and headlines, "“…” – X" in press releases, where no other rule read them."""
    found = [d for p in reader.paragraphs if (d := _colon(p, reader, used)) is not None]
    for n, span in enumerate(reader.quotations):
        draft = _dash(n, span, reader, used)
        if draft is not None:
            found.append(draft)
    return found


def _colon(paragraph: range, reader: Reader, used: frozenset[int]) -> Draft | None:
    window = paragraph[: LONGEST_LABEL + 1]
    colon = next((i for i in window if reader.tokens[i].text == ":"), None)
    if colon is None or colon == paragraph[0] or colon + 1 >= paragraph.stop:
        return None
    label = range(paragraph[0], colon)
    tokens = [reader.tokens[i] for i in label]
    if not all(t.text[:1].isupper() or t.text in {"'s", "’s", "of", "the", "(", ")", "-", ",", "."} for t in tokens):
        return None
    after = colon + 1
    opens = reader.tokens[after].i in reader.quoted
    named = any(t.entity in ACTORS for t in tokens)
    spoken = reader.parse.text[reader.tokens[colon].start - 1].isspace() is False
    # A place's name before a colon is a dateline as often as a speaker, so only persons and bodies speak unquoted.
    person = any(t.entity in {"PERSON", "ORG"} for t in tokens) or (
        len(tokens) == 1 and reader.labels[tokens[0].text] > 1
    )
    if not spoken or not ((opens and named) or person or (opens and len(tokens) <= 3)):
        return None
    content = frozenset(range(after, paragraph.stop))
    return (
        None
        if len(content & used) * 2 > len(content)
        else Draft("label", "say", frozenset({colon}), frozenset(label), content)
    )


def _dash(n: int, span: tuple[int, int], reader: Reader, used: frozenset[int]) -> Draft | None:
    tokens = reader.tokens_in(span)
    if not tokens or not used.isdisjoint(tokens) or tokens.stop >= len(reader.tokens) - 1:
        return None
    dash = reader.tokens[tokens.stop]
    end = reader.paragraph_end(dash.i)
    if dash.text not in DASHES or not 1 <= end - dash.i - 1 <= 2 * LONGEST_LABEL:
        return None
    source = frozenset(range(dash.i + 1, end))
    if not reader.tokens[dash.i + 1].text[:1].isupper():
        return None
    return Draft("label", "say", frozenset({dash.i}), source, frozenset(tokens))
