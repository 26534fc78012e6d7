"""What is told of those whom a figure of no known measure counts, as a question words it: "were vaccinated", "went on strike"."""

from rashomon.claims.context import Context
from rashomon.records import Figure, Token

MOST_UP = 6  # steps up the tree from a number to its verb
LONGEST = 3  # tokens of an object that goes with the verb
NEEDED = frozenset({"object", "attribute", "predicative", "object_predicate"})
LONG = frozenset({"NUM", "PRON", "PUNCT"})  # kinds of word that an object has that is more than the verb needs
FINITE = frozenset({"VBD", "VBP", "VBZ"})


def what_is_told(figure: Figure, context: Context) -> str | None:
    """The verb phrase of the clause that those counted are the subject or object of; None where it does not stand by itself."""
    found = _role(figure, context)
    if found is None:
        return None
    noun, verb = found
    if noun.relation == "object":
        return _undergone(verb, context)
    return _done(noun, verb, context)


def _role(figure: Figure, context: Context) -> tuple[Token, Token] | None:
    """The noun that the number counts, and its verb."""
    tokens = context.parse.tokens
    inside = context.tokens_in(*figure.span)
    if not len(inside):
        return None
    token = tokens[inside[-1]]
    for _ in range(MOST_UP):
        head = tokens[token.head]
        if head.i == token.i or token.relation in {"prepositional_object", "relative_clause", "noun_clause"}:
            return None
        if head.pos in {"VERB", "AUX"}:
            if head.i in context.voiced or context.clauses.state(head.i).reality != "happened":
                return None
            return (token, head) if token.relation in {"subject", "passive_subject", "object"} else None
        token = head
    return None


def _undergone(verb: Token, context: Context) -> str | None:
    """ "had treated 33 women": "were treated"."""
    if (
        verb.tag not in {"VBD", "VBN"}
        or not verb.lower.endswith(context.words.participles)
        or _helpers(verb, context, context.words.not_had)
    ):
        return None
    return " ".join(["were", verb.lower, *_particles(verb, context)])


def _done(noun: Token, verb: Token, context: Context) -> str | None:
    """ "were vaccinated", "protested", "needed surgery", "went on strike"."""
    helpers = _helpers(verb, context, None)
    if verb.tag == "VBN" and not helpers:
        helpers = ["were"] if noun.relation == "passive_subject" else []  # "20 drones found": a headline leaves it out
    elif verb.tag not in FINITE and not helpers:
        return None
    form = verb.lemma if verb.tag == "VBZ" else context.words.plural.get(verb.lower, verb.lower)
    rest = _complement(verb, context) if noun.relation == "subject" else []
    if rest is None or (not rest and verb.lemma in context.frames.words["empty"] and noun.relation == "subject"):
        return None
    return " ".join([*helpers, form, *_particles(verb, context), *rest])


def _helpers(verb: Token, context: Context, lemmas: frozenset[str] | None) -> list[str]:
    """The auxiliaries before a verb and its negation, in the plural; only those of ``lemmas`` where given."""
    tokens = [context.parse.tokens[c] for c in verb.children if c < verb.i]
    return [
        context.words.plural.get(t.lower, t.lower)
        for t in tokens
        if t.relation in {"auxiliary", "passive_auxiliary", "negation"}
        and t.lower != "to"
        and (lemmas is None or t.lemma in lemmas)
    ]


def _particles(verb: Token, context: Context) -> list[str]:
    return [t.lower for c in verb.children if (t := context.parse.tokens[c]).relation == "particle" and c > verb.i]


def _complement(verb: Token, context: Context) -> list[str] | None:
    """The short object or the bare phrase that the verb needs; None where it has a longer one."""
    tokens = context.parse.tokens
    after = [tokens[c] for c in verb.children if c > verb.i]
    if any(t.relation in {"content_clause", "open_clause", "dative"} for t in after):
        return None
    needed = next((t for t in after if t.relation in NEEDED), None)
    if needed is not None and needed.relation == "attribute":
        return None  # "were a drop on a hot stone": what they were called, not what they did
    if needed is not None:
        first = min([needed.i, *needed.children])
        phrase = tokens[first : needed.i + 1]
        bare = all(tokens[c].relation == "preposition" for c in needed.children if c > needed.i)
        short = bare and first > verb.i and len(phrase) <= LONGEST
        return [t.text for t in phrase] if short and all(t.pos not in LONG for t in phrase) else None
    for preposition in after:
        nouns = [tokens[c] for c in preposition.children if tokens[c].relation == "prepositional_object"]
        if (
            preposition.relation == "preposition"
            and nouns
            and not nouns[0].children
            and nouns[0].pos == "NOUN"
            and not nouns[0].entity
        ):
            return [preposition.lower, nouns[0].lower] if nouns[0].i == preposition.i + 1 else []
    return []
