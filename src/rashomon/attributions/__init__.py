"""Parse → attributions: who (source), the saying word (cue), what (content), by rules over parse and quotation marks.

The rules are the twin of a trained finder and its floor in the bench. Each names its confidence: its precision on PolNeAR's
training part, rounded (``bench/polnear.py``).
"""

from dataclasses import dataclass, replace

from rashomon.attributions.quotations import find_quotations
from rashomon.attributions.spans import Reader
from rashomon.lexicon.cues import Cues
from rashomon.records import Act, Attribution, AttributionKind, Modality, Parse, Span, Token

CONFIDENCE = {
    "quotation": 0.8,
    "clause": 0.8,
    "according": 0.8,
    "noun": 0.5,
    "object": 0.5,
    "passive": 0.5,
    "adverb": 0.5,
    "label": 0.6,
}
SUBJECTS = frozenset({"nsubj", "csubj"})
CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
HEDGES = frozenset({"reportedly", "allegedly", "purportedly", "apparently", "unclear"})
_MODALITY: dict[Act, Modality] = {
    "promise": "intention", "demand": "intention", "threaten": "threat", "predict": "expectation", "believe": "opinion",
    "order": "intention",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Draft:
    """An attribution in tokens; ``quotations`` are character spans that belong to the content whole."""

    rule: str
    act: Act
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


def find_attributions(parse: Parse, cues: Cues) -> tuple[Attribution, ...]:
    """Find the attributions of a report, in the order of their first words."""
    reader = Reader(parse, find_quotations(parse))
    drafts: list[_Draft] = []
    sources: dict[int, frozenset[int]] = {}
    for sentence in parse.sentences:
        for i in range(sentence.first, sentence.last):
            token = parse.tokens[i]
            draft: _Draft | None = None
            if token.lower == "according":
                draft = _according(token, reader)
            elif token.pos in {"VERB", "AUX"} and (act := cues.verbs.get(token.lemma.lower())):
                draft = _verb(token, act, cues, reader, sources)
            elif token.pos == "NOUN" and (act := cues.nouns.get(token.lemma)):
                draft = _noun(token, act, reader)
            elif token.pos == "ADV" and (act := cues.adverbs.get(token.lower)):
                draft = _adverb(token, act, reader)
            if draft is not None and draft.content - draft.cue:
                drafts.append(draft)
                sources[i] = draft.source
    drafts += _labels(reader, drafts)
    return _finish(_with_quotations(drafts, reader), reader)


# ---- rules ------------------------------------------------------------------------------------------------------


def _verb(token: Token, act: Act, cues: Cues, reader: Reader, sources: dict[int, frozenset[int]]) -> _Draft | None:
    children = [reader.tokens[c] for c in token.children]
    if any(c.dep == "nsubjpass" for c in children) or any(c.dep == "auxpass" for c in children):
        return _passive(token, act, children, reader)
    head = reader.tokens[token.head]
    if head.lemma in {"decline", "refuse"}:
        return None
    subject = next((c for c in children if c.dep in SUBJECTS), None)
    source = reader.noun_phrase(subject) if subject is not None else frozenset()
    if subject is not None and subject.lower in {"who", "which", "that"} and token.dep == "relcl":
        source = reader.noun_phrase(head)
    if subject is None:
        source = _inherited(token, reader, sources)
        if not source and token.dep not in {"ROOT", "parataxis", "ccomp"}:
            return None
    if subject is not None and subject.lower in {"it", "there"} and act == "believe":
        return None
    cue = reader.verb_group(token)
    clauses = [c for c in children if c.dep in CLAUSES and c.lower not in {"as"}]
    content: frozenset[int] = frozenset()
    rule = "clause"
    for clause in clauses:
        content |= reader.subtree(clause)
    objects = [c for c in children if c.dep in {"dobj", "obj", "oprd"}]
    if token.lemma == "put" and objects:
        at = [c for c in children if c.dep == "prep" and c.lower == "at"]
        if not at:
            return None
        content = reader.subtree(objects[0]) | reader.subtree(at[0])
        rule = "object"
    elif token.lemma == "put":
        return None
    elif act == "accuse" and objects:
        content = reader.subtree(objects[0])
        for c in children:
            if c.dep == "prep" and c.lower in {"of", "for", "with"}:
                content |= reader.subtree(c)
        rule = "object"
    elif not content and token.lemma not in cues.clause_only and objects:
        content = reader.subtree(objects[0])
        rule = "object"
    elif not content and act == "claim" and objects:
        content, rule = reader.subtree(objects[0]), "object"
    elif not content and act in {"warn", "threaten", "demand", "say"}:
        preposition = next((c for c in children if c.dep == "prep" and c.lower in {"of", "for", "against"}), None)
        if preposition is not None and token.lemma in {"warn", "call", "appeal", "threaten", "complain"}:
            content, rule = reader.subtree(preposition), "object"
    if not content:
        content = reader.quotation_near(token)
        rule = "quotation"
    if not content:
        return None
    source = source or reader.inverted_subject(token)
    if not source and rule != "quotation" and token.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    if token.dep in {"ccomp", "parataxis"} and not source:
        return None
    return _Draft(rule, act, cue, source, content - source - cue)


def _passive(token: Token, act: Act, children: list[Token], reader: Reader) -> _Draft | None:
    subject = next((c for c in children if c.dep == "nsubjpass"), None)
    clause = next((c for c in children if c.dep in CLAUSES), None)
    agent = next((c for c in children if c.dep == "agent"), None)
    source: frozenset[int] = frozenset()
    if agent is not None:
        source = frozenset(i for c in agent.children for i in reader.noun_phrase(reader.tokens[c]))
    if clause is None and not (agent is not None and act in {"claim", "deny", "accuse", "report", "confirm"}):
        return None
    content = reader.subtree(clause) if clause is not None else frozenset()
    if subject is not None and subject.lower not in {"it"}:
        content |= reader.noun_phrase(subject)
    cue = reader.verb_group(token) | ({agent.i} if agent is not None else set())
    return _Draft("passive", act, frozenset(cue), source, content - cue - source)


def _according(token: Token, reader: Reader) -> _Draft | None:
    """ "According to X, …" and "…, according to X": the rest of the clause that it hangs on."""
    to = next((reader.tokens[c] for c in token.children if reader.tokens[c].lower == "to"), None)
    if to is None and token.i + 1 < len(reader.tokens) and reader.tokens[token.i + 1].lower == "to":
        to = reader.tokens[token.i + 1]
    if to is None:
        return None
    source = frozenset(
        i for c in to.children if reader.tokens[c].dep == "pobj" for i in reader.noun_phrase(reader.tokens[c])
    )
    sentence = reader.sentence_of(token)
    cue = frozenset({token.i, to.i})
    content = frozenset(range(sentence.first, sentence.last)) - cue - source - reader.subtree(token)
    return _Draft("according", "say", cue, source, content)


def _noun(token: Token, act: Act, reader: Reader) -> _Draft | None:
    """ "the group's threat that …", "claims by X that …", "fears of …"."""
    children = [reader.tokens[c] for c in token.children]
    clause = next(
        (c for c in children if c.dep in {"acl", "ccomp", "relcl"} and c.i > token.i and _is_clause(c, reader)), None
    )
    if clause is None:
        return None
    source: frozenset[int] = frozenset()
    for child in children:
        if child.dep == "poss":
            source = reader.noun_phrase(child) - {c for c in child.children if reader.tokens[c].dep == "case"}
        elif child.dep == "prep" and child.lower in {"by", "from"} and child.i < clause.i:
            source = frozenset(i for c in child.children for i in reader.noun_phrase(reader.tokens[c]))
    cue = frozenset({token.i})
    return _Draft("noun", act, cue, source, reader.subtree(clause) - cue - source)


def _is_clause(token: Token, reader: Reader) -> bool:
    marks = {reader.tokens[c].lower for c in token.children if reader.tokens[c].dep in {"mark", "aux"}}
    return "that" in marks or ("to" in marks and token.tag == "VB")


def _adverb(token: Token, act: Act, reader: Reader) -> _Draft | None:
    head = reader.tokens[token.head]
    if head.pos not in {"VERB", "AUX"}:
        return None
    return _Draft("adverb", act, frozenset({token.i}), frozenset(), reader.subtree(head) - {token.i})


def _labels(reader: Reader, drafts: list[_Draft]) -> list[_Draft]:
    """Speaker labels: "X: “…”" in transcripts and "“…” – Commissioner X" in press releases."""
    used = {i for d in drafts for i in d.content}
    found = []
    for start, end in reader.quotations:
        tokens = reader.tokens_in((start, end))
        if not tokens or used & set(tokens):
            continue
        sentence = reader.sentence_of(reader.tokens[tokens[0]])
        after = tokens[-1] + 1
        if (
            after < len(reader.tokens)
            and reader.tokens[after].text in {"–", "—", "-"}
            and after + 1 < sentence.last + 8
        ):
            last = min(after + 8, len(reader.tokens), reader.sentence_of(reader.tokens[after]).last)
            source = frozenset(range(after + 1, last))
            if source and reader.tokens[after + 1].text[:1].isupper():
                found.append(_Draft("label", "say", frozenset({after}), source, frozenset(tokens)))
        elif (
            tokens[0] > sentence.first + 0
            and reader.tokens[tokens[0] - 1].text == ":"
            and tokens[0] - 1 - sentence.first <= 8
        ):
            source = frozenset(range(sentence.first, tokens[0] - 1))
            if source:
                found.append(_Draft("label", "say", frozenset({tokens[0] - 1}), source, frozenset(tokens)))
    return found


def _inherited(token: Token, reader: Reader, sources: dict[int, frozenset[int]]) -> frozenset[int]:
    """The source of a cue without a subject of its own: that of the verb it is joined to ("denied it, saying …")."""
    head, steps = reader.tokens[token.head], 0
    while steps < 3 and head.i != token.i:
        if sources.get(head.i):
            return sources[head.i]
        subject = next((reader.tokens[c] for c in head.children if reader.tokens[c].dep in SUBJECTS), None)
        if subject is not None:
            return reader.noun_phrase(subject)
        head, steps = reader.tokens[head.head], steps + 1
    return frozenset()


# ---- from drafts to attributions --------------------------------------------------------------------------------


def _with_quotations(drafts: list[_Draft], reader: Reader) -> list[_Draft]:
    """A quotation that a content touches belongs to it whole; one with no cue goes to the speaker just before it."""
    whole = []
    owner: dict[Span, int] = {}
    for n, draft in enumerate(drafts):
        touched = reader.quotations_of(draft.content, draft.cue)
        content = set(draft.content)
        for span in touched:
            content.update(reader.tokens_in(span))
            owner.setdefault(span, n)
        whole.append(replace(draft, content=frozenset(content) - draft.cue - draft.source))
    for span in reader.quotations:
        if span in owner or len(reader.tokens_in(span)) < 5:
            continue
        before = [n for other, n in owner.items() if other[1] <= span[0]]
        if not before:
            continue
        nearest = max(before, key=lambda m: max(drafts[m].content, default=0))
        if reader.follows(drafts[nearest].cue, span):
            whole[nearest] = replace(whole[nearest], content=whole[nearest].content | frozenset(reader.tokens_in(span)))
            owner[span] = nearest
    return whole


def _finish(drafts: list[_Draft], reader: Reader) -> tuple[Attribution, ...]:
    made: list[tuple[Span, _Draft, Attribution]] = []
    seen: set[tuple[frozenset[int], frozenset[int]]] = set()
    for draft in drafts:
        if not draft.content or (draft.cue, draft.content) in seen:
            continue
        seen.add((draft.cue, draft.content))
        content = reader.spans(draft.content)
        source, cue = reader.spans(draft.source), reader.spans(draft.cue)
        if not content:
            continue
        first = min((*content, *source, *cue))
        act = draft.act
        attribution = Attribution(
            id="", source=source, cue=cue, content=content, kind=_kind(draft.content, reader), act=act,
            polarity="denied" if act == "deny" else "asserted", modality=_modality(draft, reader),
            confidence=CONFIDENCE[draft.rule],
        )  # fmt: skip
        made.append((first, draft, attribution))
    made.sort(key=lambda m: (m[0], m[2].cue, m[2].content))
    named = [replace(attribution, id=f"a{n}") for n, (_, _, attribution) in enumerate(made, 1)]
    drafts = [draft for _, draft, _ in made]
    return tuple(replace(a, parent=_parent(n, drafts, named)) for n, a in enumerate(named))


def _kind(content: frozenset[int], reader: Reader) -> AttributionKind:
    quoted = len(content & reader.quoted)
    words = sum(reader.tokens[i].pos != "PUNCT" for i in content)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= words else "mixed"


def _modality(draft: _Draft, reader: Reader) -> Modality:
    if any(reader.tokens[i].lower in HEDGES for i in draft.cue | draft.content):
        return "unconfirmed"
    return _MODALITY.get(draft.act, "fact")


def _parent(n: int, drafts: list[_Draft], named: list[Attribution]) -> str | None:
    """The narrowest content that holds this cue; neighbours in the order of the text are enough to look at."""
    best: tuple[int, str] | None = None
    for m in range(max(0, n - 12), min(len(drafts), n + 6)):
        if m != n and drafts[n].cue <= drafts[m].content and not drafts[m].cue <= drafts[n].content:
            size = (len(drafts[m].content), named[m].id)
            best = min(best, size) if best else size
    return best[1] if best else None
