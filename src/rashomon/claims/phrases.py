"""Noun phrases of a claim in words that stand by themselves: what it is about, and which side does it."""

import re

from rashomon.claims.context import Context
from rashomon.claims.episodes import SPECIFIC
from rashomon.clauses import prepositional
from rashomon.records import Attribution, Place, Span, Token

OUTSIDE = frozenset(
    {
        "relative_clause",
        "punctuation",
        "apposition",
        "noun_clause",
        "adverbial_clause",
        "coordinator",
        "conjunct",
        "marker",
        "negation",
        "paired_coordinator",
    }
)
SIDES = frozenset({"NORP", "ORG", "GPE"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
DATELINE = re.compile(r"[A-Z][A-Z .’'-]{2,30}(?:,[^-–—()]{0,40})?\s*(?:\([^)]{2,30}\))?\s*[-–—]\s")
NEAR = 4  # tokens before a tool in which a word for its side stands
MOST_WORDS = 9  # a longer phrase is no name


def phrase(token: Token, context: Context, *, whole: bool = False) -> Span:
    """The noun phrase of ``token`` without what is set off or relative; of its prepositions only "of", or all if ``whole``."""
    tokens = context.parse.tokens
    members, stack = [token.i], [token.i]
    while stack:
        for child in tokens[stack.pop()].children:
            below = tokens[child]
            if below.relation in OUTSIDE or (below.relation == "preposition" and not whole and below.lower != "of"):
                continue
            if below.relation == "preposition" and any(
                tokens[c].relation == "preposition_clause" for c in below.children
            ):
                continue
            if below.relation in {"adverb", "noun_adverb"} and child > below.head:
                continue
            members.append(child)
            stack.append(child)
    joined = [c for c in token.children if tokens[c].relation == "conjunct" and tokens[c].pos in {"NOUN", "PROPN"}]
    for child in joined:
        below = tokens[child]
        if not any(tokens[c].relation in {"relative_clause", "noun_clause", "apposition"} for c in below.children):
            first, last = phrase(below, context)
            members += [i for i in context.tokens_in(first, last) if i > token.i]
    members += context.entity_at(token.i)
    first, last = min(members), max(members)
    while first < token.i and in_dateline(tokens[first], context):
        first += 1
    if last - first > 2 * MOST_WORDS:
        first, last = max(first, token.i - MOST_WORDS), token.i
    return (tokens[first].start, tokens[last].end)


def words_of(token: Token, context: Context, *, whole: bool = False, bare: bool = False) -> str:
    """The words of the noun phrase of ``token``; ``bare``: without a "no" before it."""
    start, end = phrase(token, context, whole=whole)
    first = context.parse.tokens[context.tokens_in(start, end)[0]]
    words = " ".join(context.parse.text[start:end].split())
    sentence = context.sentence_at(start)
    opens = first.i == sentence.first or (
        first.i == sentence.first + 1 and context.parse.tokens[sentence.first].pos == "PUNCT"
    )
    if (
        (first.pos in {"DET", "NUM", "ADJ", "PRON", "ADV"} or first.tag == "NNS")
        and not first.entity
        and opens
        and not first.text.isupper()
    ):
        words = words[:1].lower() + words[1:]
    return without_opening(words, context) if bare else words


def without_opening(words: str, context: Context) -> str:
    """Words without a "no", "any" or "so-called" before them."""
    low = words.lower()
    opening = next((o for o in context.words.openings if low.startswith(f"{o} ")), "")
    return words[len(opening) :].lstrip()


def target_words(token: Token | None, attribution: Attribution | None, context: Context) -> str | None:
    """What a claim is about, with a possessive pronoun replaced by whose it is; None for a pronoun."""
    if token is not None and token.lower in context.words.none:
        token = prepositional(token, context.parse.tokens, frozenset({"of"})) or token  # "none of the ships was hit"
    if (
        token is None
        or in_dateline(token, context)
        or (token.entity in {"DATE", "TIME"} and not is_place(token, context))
        or token.pos == "PRON"
        or token.lower in context.words.others
        or token.lower in context.words.anything
        or _is_speaking(token, context)
    ):
        return None
    return _owned(token, without_opening(words_of(token, context), context), attribution, context, all_of_it=True)


def _is_speaking(token: Token, context: Context) -> bool:
    """Whether a pronoun means who speaks; "US" is none."""
    return token.lower in context.words.speaking and token.text != "US"


def side_words(token: Token | None, attribution: Attribution | None, context: Context) -> str | None:
    """Who is said to have done it, or None where a tool or a pronoun without antecedent is named.

    A speaker's own people ("three of its fighters", "we") are the speaker; a tool or place gives the side that its words name.
    """
    if token is None or in_dateline(token, context):
        return None
    if _is_speaking(token, context) or (token.lower in context.words.others and token.pos == "PRON"):
        return speaking_side(token, attribution, context)
    if token.tag in {"WDT", "WP"}:
        return None
    if token.lower in context.words.spokesmen:
        body = _spoken_for(token, context)
        if body is None:
            return words_of(token, context)
        return re.sub(r"[’']s$", "", side_words(body, attribution, context) or words_of(body, context))
    if token.lower in context.words.anything:
        of = prepositional(token, context.parse.tokens, frozenset({"of"}))
        return side_words(of, attribution, context) if of is not None else None
    of = prepositional(token, context.parse.tokens, frozenset({"of"}))
    if (token.pos == "NUM" or token.lower in context.words.counts) and of is not None:
        return side_words(of, attribution, context)
    if token.pos == "NUM" or token.lower in context.words.counts:
        return None  # "dozens" are nobody
    lemma = token.lemma.lower()
    words = context.frames.words
    placed = lemma in words["places"] and lemma not in words["groups"]
    if lemma in words["tools"] or placed or lemma in context.frames.nouns:
        return _side_in(token, attribution, context)
    if not (is_side(token, context) or is_person_like(token, context) or token.entity == "GPE"):
        return None
    return _owned(token, without_opening(words_of(token, context), context), attribution, context, all_of_it=False)


def speaker_side(attribution: Attribution, context: Context) -> str | None:
    """The side of whoever speaks: of a spokesman the body, of anyone else the name."""
    for start, end in attribution.source:
        for i in context.tokens_in(start, end):
            token = context.parse.tokens[i]
            if token.lower in context.words.spokesmen and _spoken_for(token, context) is not None:
                return side_words(token, None, context)
    return bare(context.speakers[attribution.speaker].name) if attribution.speaker in context.speakers else None


def _spoken_for(token: Token, context: Context) -> Token | None:
    """Whom a spokesman speaks for, by name where an apposition gives it."""
    tokens = context.parse.tokens
    body = prepositional(token, tokens, context.words.spoken_for)
    if body is None:
        return next(
            (
                tokens[c]
                for c in token.children
                if tokens[c].relation in {"compound", "possessor"} and tokens[c].pos != "PRON"
            ),
            None,
        )
    return next(
        (tokens[c] for c in body.children if tokens[c].relation == "apposition" and tokens[c].pos == "PROPN"), body
    )


def speaking_side(pronoun: Token, attribution: Attribution | None, context: Context) -> str | None:
    """The speaker, where a pronoun in the content can mean it."""
    if attribution is None or (attribution.kind == "direct" and not _is_speaking(pronoun, context)):
        return None  # in a speaker's very words "they" are others
    if attribution.speaker not in context.speakers:
        above = context.by_id.get(attribution.parent or "")
        return speaking_side(pronoun, above, context) if above is not None else None
    above = context.by_id.get(attribution.parent or "")
    if (
        not _is_speaking(pronoun, context)
        and above is not None
        and above.polarity == "denied"
        and above.speaker in context.speakers
    ):
        attribution = above  # "X rejects accusations that its jets did it": X's jets
    speaker = context.speakers[attribution.speaker or ""]
    if speaker.name.lower() in context.words.anything | context.words.others | context.words.speaking:
        return None
    person = is_person(attribution, context)
    if (
        _is_speaking(pronoun, context)
        or pronoun.lower in context.words.of_bodies
        or (pronoun.lower in context.words.it and not person)
    ):
        return bare(speaker.party) if person and speaker.party else speaker_side(attribution, context)
    if pronoun.lower in context.words.of_persons and person:
        return bare(speaker.party or speaker.name) if pronoun.lower in context.words.owning else bare(speaker.name)
    return None


def done_by(noun: Token, context: Context) -> Token | None:
    """Who did what a noun names: "the shelling by X", "the execution of the pilot by X"."""
    tokens = context.parse.tokens
    by = prepositional(noun, tokens, frozenset({"by"}))
    of = prepositional(noun, tokens, frozenset({"of"}))
    return by or (prepositional(of, tokens, frozenset({"by"})) if of is not None else None)


def in_dateline(token: Token, context: Context) -> bool:
    """Whether a token stands in a dateline: "LODRIN, May 13 (Meridian) - "."""
    return is_dateline(token.start, context)


def is_dateline(offset: int, context: Context) -> bool:
    """Whether a dateline holds ``offset``."""
    sentence = context.sentence_at(offset)
    found = DATELINE.match(context.parse.text, sentence.start, sentence.end)
    return found is not None and offset < found.end()


def is_person(attribution: Attribution, context: Context) -> bool:
    """Whether the source of an attribution is one person: by office, pronoun or name, where no body is named before it."""
    tokens = [context.parse.tokens[i] for s, e in attribution.source for i in context.tokens_in(s, e)]
    if any(t.lower in context.words.persons for t in tokens):
        return True
    if any(t.lemma.lower() in context.frames.words["groups"] and t.pos == "NOUN" for t in tokens):
        return False
    return any(t.entity == "PERSON" for t in tokens)


def is_place(token: Token | None, context: Context) -> bool:
    """Whether a noun phrase names a place or a kind of place."""
    if token is None:
        return False
    if (
        token.lemma.lower() in context.frames.words["places"]
        or token.entity in PLACES
        or token.lower in context.words.it
    ):
        return True
    if token.pos == "PROPN" and (token.text in context.place_names or not token.entity):
        return True
    return place_in(phrase(token, context), context) is not None


def is_person_like(token: Token | None, context: Context) -> bool:
    """Whether a noun phrase names people."""
    if token is None or token.entity in PLACES:
        return False
    lemma = token.lemma.lower()
    words = context.frames.words
    if token.entity in {"PERSON", "NORP"} or lemma in words["people"]:
        return True
    if token.pos in {"NUM", "PRON"}:
        return token.lower not in context.words.no_person
    if lemma in words["tools"] or lemma in words["places"] or token.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    return lemma.endswith(context.words.personal_endings) or (token.pos == "PROPN" and token.entity == "")


def is_side(token: Token | None, context: Context) -> bool:
    """Whether a noun phrase names an army, a party or the like, or a pronoun that may mean one."""
    if token is None or token.entity in PLACES or place_in((token.start, token.end), context) is not None:
        return False
    lemma = token.lemma.lower()
    return (
        lemma in context.frames.words["groups"]
        or token.entity in SIDES
        or lemma in context.words.partisans
        or token.pos in {"PRON", "PROPN"}
    )


def is_truce(token: Token | None, context: Context) -> bool:
    """Whether a noun names a truce."""
    return token is not None and token.lemma.lower() in context.words.truces


def undergone(noun: Token, context: Context) -> Token | None:
    """What an event noun's own prepositions say that it is done to; never a day."""
    for child in noun.children:
        below = context.parse.tokens[child]
        if below.relation == "preposition" and below.lower in context.words.onto:
            for found in (context.parse.tokens[c] for c in below.children):
                said = found.lemma.lower() in context.frames.words["said"]
                if found.relation == "prepositional_object" and found.entity not in {"DATE", "TIME"} and not said:
                    return found
    return None


def place_in(span: Span, context: Context) -> Place | None:
    """The first place whose mention lies in ``span``."""
    start, end = span
    return next((p for p in context.places if start <= p.span[0] and p.span[1] <= end), None)


def bare(name: str) -> str:
    """A name without what it has in brackets and without the office before it."""
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", name).strip()
    first, _, last = plain.rpartition(", ")
    words = last.split()
    # "director of the X, Lena Osk" is Lena Osk.
    return (
        last
        if first and 2 <= len(words) <= 3 and all(w[:1].isupper() for w in words) and not first[:1].isupper()
        else plain
    )


def _owned(
    token: Token, words: str, attribution: Attribution | None, context: Context, *, all_of_it: bool
) -> str | None:
    """The words with a possessive pronoun replaced by its antecedent; ``all_of_it``: dropped where that is not known."""
    tokens = context.parse.tokens
    owner = next(
        (tokens[c] for c in token.children if tokens[c].relation == "possessor" and tokens[c].pos == "PRON"), None
    )
    if owner is None:
        return words
    side = speaking_side(owner, attribution, context)
    rest = re.sub(rf"(?<!\w){re.escape(owner.text)}\s+", "", words, count=1, flags=re.I)
    if side is None:
        return f"the {rest}" if all_of_it else None
    ending = "’" if side.endswith("s") else "’s"
    return f"{side}{ending} {rest}"


def _side_in(token: Token, attribution: Attribution | None, context: Context) -> str | None:
    """The side that the words of a tool, event or place name: "rebel rocket", "shelling by X", "a rocket fired by X"."""
    tokens = context.parse.tokens
    for child in token.children:
        below = tokens[child]
        if below.relation == "noun_clause" and below.tag == "VBN":
            agent = prepositional(below, tokens, frozenset({"by"}))
            if agent is not None:
                return side_words(agent, attribution, context)
    for child in token.children:
        below = tokens[child]
        if (
            below.relation not in {"adjective", "compound", "possessor", "noun_modifier"}
            or not 0 < token.i - below.i <= NEAR
        ):
            continue
        if below.relation == "possessor" and below.pos == "PRON":
            return speaking_side(below, attribution, context)
        lemma = below.lemma.lower()
        if lemma in context.words.partisans:
            return f"{lemma}s"
        if below.entity in SIDES or lemma in context.frames.words["groups"]:
            if (
                place_in((below.start, below.end), context) is not None
                and below.relation == "compound"
                and below.entity == "GPE"
            ):
                continue  # "the Halvek attack" names where, not who
            only = below.relation == "compound" and below.entity != "NORP"
            return words_of(below if only else token, context, bare=True)
        if (
            below.pos == "PROPN"
            and token.lemma.lower() in context.frames.words["tools"]
            and token.lemma.lower() not in context.frames.nouns
            and lemma not in context.frames.nouns
        ):
            return words_of(token, context, bare=True) if place_in((below.start, below.end), context) is None else None
    by = done_by(token, context)
    if by is not None and not any(tokens[c].relation == "negation" for c in tokens[by.head].children):
        return side_words(by, attribution, context)
    source = prepositional(token, tokens, frozenset({"from"}))
    local = (
        source is not None
        and (p := place_in(phrase(source, context), context)) is not None
        and (p.precision or 1) <= SPECIFIC
    )
    if source is not None and not local and (source.entity in SIDES or source.pos == "PROPN"):
        return side_words(source, attribution, context)
    return None
