"""Attributions whose cue is a verb: active, inverted, passive, participles, "citing X"."""

from dataclasses import replace

from rashomon.attributions.drafts import Draft, Rule
from rashomon.attributions.spans import Reader
from rashomon.languages.cues import Cues
from rashomon.records import Act, Token

SUBJECTS = frozenset({"subject", "clausal_subject"})
CLAUSES = frozenset({"content_clause", "open_clause", "parataxis"})
OBJECTS = frozenset({"object", "object_predicate", "attribute"})
SECOND_OBJECT = frozenset({"of", "for", "with", "as", "on", "against", "in", "about", "to", "from", "over"})
DIRECTED = frozenset({"demand", "order"})  # their addressee is the subject of what is demanded
EXPLETIVE = frozenset({"it", "there"})
NEAR_NUMBER = 8  # tokens from "at" to the number
LEAST_CHILDREN = 3  # of a cue that says no more than who spoke
FARTHEST_THAT = 12  # tokens from a cue to its complementiser
NEAR = 4  # tokens between a cue and "citing"
STEPS = 3  # how far up the parse a cue without subject looks for one


def verb_draft(token: Token, act: Act, cues: Cues, reader: Reader, sources: dict[int, frozenset[int]]) -> Draft | None:
    """Read a verb that may attribute; ``sources`` are those of the cues found so far, by token."""
    children = [reader.tokens[c] for c in token.children]
    labels = {c.relation for c in children}
    if labels & {"passive_subject", "passive_auxiliary"} or (token.tag == "VBN" and token.relation == "noun_clause"):
        return _passive(token, act, cues, children, reader)
    head = reader.tokens[token.head]
    if (
        token.relation in {"adjective", "compound"}
        or (token.lemma == "call" and token.relation in {"relative_clause", "preposition_clause", "content_clause"})
        or (token.lemma == "aim" and token.relation in {"noun_clause", "adverbial_clause"})
        or (token.relation == "open_clause" and head.lemma in cues.silent)
    ):
        return None
    negated = "negation" in labels
    quoted = reader.quotation_before(token)
    source = _source(token, children, cues, reader, sources, quoted)
    rule, content = _content(token, act, cues, children, reader)
    if (not content or (rule == "object" and act == "warn")) and token.lemma not in cues.never_quoted:
        that = _that_clause(token, reader)
        rule, content = ("clause", that) if that else (rule, content)
    if not content and not negated and act not in cues.silent_acts and token.lemma not in cues.never_quoted:
        rule, content = "quotation", reader.quotation_near(token)
    if not content and act not in cues.silent_acts and (token.relation == "parataxis" or _trails(token, cues, reader)):
        rule, content = "clause", reader.subtree(head) - reader.subtree(token)
    if quoted and rule == "object":
        rule, content = "quotation", reader.quotation_near(token)
    if not content:
        return None
    if not source and (
        token.relation in {"content_clause", "open_clause", "preposition_clause", "noun_clause", "adverbial_clause"}
        or rule != "quotation"
    ):
        return None
    if (
        act == "believe"
        and any(reader.tokens[i].lower in EXPLETIVE for i in source)
        and len(source) == 1
        and rule == "object"
    ):
        return None
    if _second_person(source, reader) and act in {"believe", "promise", "predict"}:
        return None
    cue = reader.verb_group(token) | _medium(token, children, cues, reader)
    if rule == "object":
        cue |= {
            c.i for c in _opening(token, children, cues) if c.i + 1 == min((i for i in content if i > c.i), default=0)
        }
    if token.relation == "preposition_clause" and reader.tokens[token.head].lower == "as":
        cue |= {token.head}
    return Draft(rule, act, cue, source - cue, content - source - cue, negated)


def revised_draft(token: Token, cues: Cues, reader: Reader, sources: dict[int, frozenset[int]]) -> Draft | None:
    """ "The monitor raised its own toll to 38": who changes its count says the number, where one is told."""
    children = [reader.tokens[c] for c in token.children]
    counts = [c for c in children if c.relation in OBJECTS and c.lemma.lower() in cues.counts and c.i > token.i]
    if not counts or not any(reader.tokens[c].tag == "PRP$" for c in counts[0].children):
        return None
    source = _source(token, children, cues, reader, sources, quoted=False)
    if not source or any(reader.tokens[i].lemma.lower() in cues.costly for i in _heads(source, reader)):
        return None
    content = _with_prepositions(counts[0], children, reader) - source
    for c in children:
        if (
            c.relation == "preposition" and c.lower == "to" and token.i < c.i < counts[0].i
        ):  # "raised to 38 their count"
            content |= reader.subtree(c)
    if not any(reader.tokens[i].pos == "NUM" for i in content):
        return None
    return Draft(
        "object", "estimate", reader.verb_group(token), source, content, any(c.relation == "negation" for c in children)
    )


def _heads(source: frozenset[int], reader: Reader) -> list[int]:
    """The words of a source that hang on none of the others."""
    return [i for i in source if reader.tokens[i].head not in source or reader.tokens[i].head == i]


def citing_draft(token: Token, reader: Reader, found: dict[int, Draft]) -> Draft | None:
    """ "X reported, citing Y": Y is the source of what X reported; X's content is freed of these words."""
    near = [token.head, *range(token.i - 1, max(-1, token.i - NEAR), -1)]  # the parser may hang it on the clause
    at = next((i for i in near if i in found and i != token.i), None)
    source = reader.inverted_subject(token)
    if at is None or not source:
        return None
    outer = found[at] = replace(found[at], content=found[at].content - source - {token.i})
    return Draft("citing", "say", frozenset({token.i}), source, outer.content)


def _source(
    token: Token,
    children: list[Token],
    cues: Cues,
    reader: Reader,
    sources: dict[int, frozenset[int]],
    quoted: bool,
) -> frozenset[int]:
    subject = next((c for c in children if c.relation in SUBJECTS), None)
    inside = token.i in reader.quoted
    if subject is not None and (inside or subject.i not in reader.quoted):
        if quoted and subject.i < token.i and not reader.after_quotation(subject, token):
            return reader.inverted_subject(token) or reader.noun_phrase(subject)
        return reader.source_before(subject, token) if subject.i < token.i else reader.noun_phrase(subject)
    if quoted and (between := reader.between_quotation_and(token) or reader.inverted_subject(token)):
        return between
    return _inherited(token, cues, reader, sources) or (
        reader.inverted_subject(token) if subject is None and quoted else frozenset()
    )


def _content(token: Token, act: Act, cues: Cues, children: list[Token], reader: Reader) -> tuple[Rule, frozenset[int]]:
    objects = [c for c in children if c.relation in OBJECTS and c.i > token.i]
    if token.lemma in {"put", "give"}:
        return "object", _put_at(objects, children, cues, reader)
    content: frozenset[int] = frozenset()
    clauses = [c for c in children if c.relation in CLAUSES and c.lemma != "accord" and not _trails(c, cues, reader)]
    if token.lemma in cues.no_infinitive:
        clauses = [c for c in clauses if c.relation != "open_clause"]
    for clause in clauses:
        content |= reader.clause(clause, token.i)
    if content:
        if act in DIRECTED:
            for c in children:
                if c.relation in {"object", "dative"} and token.i < c.i < min(x for x in content):
                    content |= reader.noun_phrase(c)
        if any(c.i > token.i for c in clauses):
            content |= _continued(children, cues, reader)
        return "clause", content
    if objects and token.lemma not in cues.clause_only and objects[0].lemma not in cues.no_content:
        return "object", _with_prepositions(objects[0], children, reader)
    if objects and act in {"say", "report"}:  # headlines: "State TV says 22 killed"
        counted = reader.subtree(objects[0])
        if any(reader.tokens[i].pos == "NUM" for i in counted) and len(counted) > 1:
            return "clause", counted
    if token.lemma not in cues.never_quoted and (said := _in_medium(children, cues, reader)):
        return "clause", said
    for preposition in _opening(token, children, cues):
        asked = [
            reader.subtree(c) for c in children if c.relation == "open_clause" and c.i > preposition.i
        ]  # "called on X to do Y"
        return "object", reader.subtree(preposition).union(*asked) - {preposition.i}
    return "object", frozenset()


def _opening(token: Token, children: list[Token], cues: Cues) -> list[Token]:
    """The preposition that opens a content and goes with the cue: "warned of", "called for"."""
    allowed = cues.prepositions.get(token.lemma, frozenset())
    return [c for c in children if c.relation in {"preposition", "particle"} and c.lower in allowed and c.i > token.i][
        :1
    ]


def _that_clause(token: Token, reader: Reader) -> frozenset[int]:
    """Where the parser hangs the clause elsewhere: from a complementiser close behind the cue to the sentence's end."""
    last = reader.sentence_of(token).last
    window = range(token.i + 1, min(token.i + FARTHEST_THAT, last))
    thats = [reader.tokens[i] for i in window if reader.tokens[i].lower == "that"]
    that = next((t.i for t in thats if t.tag == "IN" or t.relation == "marker"), None)
    if that is None or any(reader.tokens[i].pos == "VERB" for i in range(token.i + 1, that)):
        return frozenset()
    return frozenset(range(that, last))


def _trails(token: Token, cues: Cues, reader: Reader) -> bool:
    """Whether a clause is no more than ", X says" at the end of its sentence."""
    if token.lemma not in cues.verbs or token.relation not in CLAUSES or len(token.children) > LEAST_CHILDREN:
        return False
    if not any(reader.tokens[c].relation == "subject" for c in token.children):
        return False
    first, last = min(reader.subtree(token)), reader.sentence_of(token).last
    ends = all(reader.tokens[i].pos == "PUNCT" for i in range(token.i + 1, last))
    return ends and token.head < first and reader.tokens[first - 1].text == ","


def _in_medium(children: list[Token], cues: Cues, reader: Reader) -> frozenset[int]:
    """ "warned in a letter that …": the parser hangs the clause on the letter."""
    for preposition in children:
        if preposition.relation != "preposition" or preposition.lower not in {"in", "on"}:
            continue
        for noun in (reader.tokens[c] for c in preposition.children):
            for clause in (reader.tokens[c] for c in noun.children):
                that = any(reader.tokens[c].lower == "that" for c in clause.children)
                if (
                    noun.lemma in cues.media
                    and that
                    and clause.relation in {"noun_clause", "relative_clause", "content_clause"}
                ):
                    return reader.clause(clause, clause.i - 1)
    return frozenset()


def _medium(token: Token, children: list[Token], cues: Cues, reader: Reader) -> frozenset[int]:
    """ "in a statement" right after the cue belongs to it."""
    for c in children:
        if c.relation == "preposition" and c.i == token.i + 1 and c.lower in {"in", "on"}:
            noun = next((reader.tokens[g] for g in c.children if reader.tokens[g].lemma in cues.media), None)
            if noun is not None:
                return frozenset(range(c.i, noun.i + 1))
    return frozenset()


def _put_at(objects: list[Token], children: list[Token], cues: Cues, reader: Reader) -> frozenset[int]:
    """ "put the number of dead at 12", "gave a toll of 12": only with a number, wherever the parser hangs it."""
    if not objects:
        return frozenset()
    content = reader.subtree(objects[0])
    last = reader.tokens[max(content)]
    for c in children:
        # "a toll of 12 dead": the parser may hang the number on the verb and leave the preposition bare
        bare = last.pos == "ADP" and not last.children and min(reader.subtree(c)) == last.i + 1
        if bare or (c.relation == "preposition" and c.lower in {"at", "as"}):
            content |= reader.subtree(c)
    numbers = {i for i in content if reader.tokens[i].pos == "NUM"}
    openers = {i for i in content if reader.tokens[i].lower in {"at", "as"}}
    if any(reader.tokens[i].lemma in cues.tallies for i in content):
        openers.add(objects[0].i)
    near = any(i < n <= i + NEAR_NUMBER for i in openers for n in numbers)
    return content if near else frozenset()


def _continued(children: list[Token], cues: Cues, reader: Reader) -> frozenset[int]:
    """ "X said A, but B": B is X's too when it has a subject of its own and nobody else says it."""
    for c in children:
        if c.relation == "conjunct" and c.pos in {"VERB", "AUX"} and c.lemma not in cues.verbs:
            deps = {reader.tokens[g].relation for g in c.children}
            if deps & {"subject", "passive_subject", "expletive"} and not deps & {"content_clause"}:
                return reader.clause(c, c.i - 1)
    return frozenset()


def _with_prepositions(first: Token, children: list[Token], reader: Reader) -> frozenset[int]:
    """The object and what follows it in the verb phrase without a comma: "X for Y", "X of doing Y", "X as Y"."""
    content, waiting = reader.subtree(first), frozenset[int]()
    last = max(content)
    for c in children:
        if c.i <= first.i or c.relation not in {
            "preposition",
            "object_predicate",
            "predicative",
            "object",
            "open_clause",
        }:
            continue
        if c.relation == "preposition" and c.lower not in SECOND_OBJECT:
            continue
        part = reader.subtree(c)
        apart = reader.tokens[min(part) - 1].text == "," or min(part) - last > 2
        if apart and c.lower != "of":
            break
        last = max(part)
        if c.lower in {"on", "in"} and any(reader.tokens[i].entity in {"DATE", "TIME"} for i in part):
            waiting |= part  # a time at the end is when it was said
        else:
            content |= part | waiting
    return content


def _passive(token: Token, act: Act, cues: Cues, children: list[Token], reader: Reader) -> Draft | None:
    subject = next((c for c in children if c.relation == "passive_subject"), None)
    agent = next((c for c in children if c.relation == "agent"), None)
    clause = next((c for c in children if c.relation in CLAUSES), None)
    rest = clause or next(
        (
            c
            for c in children
            if c.relation in {"object_predicate", "predicative"} or (c.relation == "preposition" and c.lower == "as")
        ),
        None,
    )
    source: frozenset[int] = frozenset()
    if agent is not None:
        source = frozenset(i for c in agent.children for i in reader.noun_phrase(reader.tokens[c]))
    if (rest is None and agent is None) or token.lemma in cues.active_only:
        return None
    if agent is None and subject is None and token.relation == "noun_clause":
        return None
    negated = any(c.relation == "negation" for c in children)
    content = reader.clause(rest, token.i) if rest is not None else frozenset()
    cue = reader.verb_group(token) | (frozenset({agent.i}) if agent is not None else frozenset())
    if subject is not None and token.lemma in cues.felt:  # "is committed to": the subject is the one who feels
        return Draft("passive", act, cue, reader.noun_phrase(subject), content - cue, negated) if content else None
    if subject is not None and subject.lower != "it":
        content |= reader.noun_phrase(subject)
    elif subject is None and token.relation == "noun_clause":
        if act in {"demand", "order"} and rest is None:
            return None
        content |= reader.noun_phrase(reader.tokens[token.head]) - reader.subtree(token)
    content -= cue | source
    return Draft("passive", act, cue, source, content, negated) if content else None


def _inherited(token: Token, cues: Cues, reader: Reader, sources: dict[int, frozenset[int]]) -> frozenset[int]:
    """The source of a cue without a subject of its own: that of the verb it is joined to ("denied it, saying …")."""
    if token.relation not in {
        "conjunct",
        "adverbial_clause",
        "open_clause",
        "noun_clause",
        "other",
        "preposition_clause",
    }:
        return frozenset()
    head = reader.tokens[token.head]
    if token.relation == "preposition_clause":  # "quoted X as saying"
        quoting = reader.tokens[head.head]
        named = [
            reader.tokens[c] for c in quoting.children if reader.tokens[c].relation in {"object", "passive_subject"}
        ]
        return reader.noun_phrase(named[0]) if head.lower == "as" and named else frozenset()
    if token.relation == "noun_clause" and head.pos in {"NOUN", "PROPN"}:
        above = reader.tokens[head.head]
        if head.relation in OBJECTS and head.lemma not in cues.media and not head.entity and sources.get(above.i):
            return sources[above.i]  # its comma is lost: "X reported the attack(,) saying …"
        return reader.noun_phrase(head) - reader.subtree(token)
    for _ in range(STEPS):
        beside = next((c for c in head.children if reader.tokens[c].relation == "parataxis" and sources.get(c)), head.i)
        if found := sources.get(beside):
            return found
        subject = next(
            (reader.tokens[c] for c in head.children if reader.tokens[c].relation in {"subject", "passive_subject"}),
            None,
        )
        if subject is not None:
            return reader.noun_phrase(subject)
        head = reader.tokens[head.head]
    return frozenset()


def _second_person(source: frozenset[int], reader: Reader) -> bool:
    return len(source) == 1 and reader.tokens[next(iter(source))].lower == "you"
