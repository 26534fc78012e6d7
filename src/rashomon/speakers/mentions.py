"""Parse → where actors are named in a report, sources or not: the words around each name that say who it is."""

from bisect import bisect_right
from dataclasses import dataclass

from rashomon.records import Attribution, Entity, Parse, Sentence, Span, Token
from rashomon.speakers.words import PARTICLES, trimmed
from rashomon.world.actors import Actors

LONGEST_BEFORE = 8  # words of an office before a name
LONGEST_BESIDE = 16  # words of an apposition
LONGEST_TAIL = 7  # words of "of …" after a noun
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
SUBJECTS = frozenset({"subject", "passive_subject", "agent"})
_OFFICE_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART"})
_OPENERS = frozenset({"a", "an", "the", "one", "his", "her", "their", "its"})
WHERE = frozenset(
    {"in", "at", "near", "from", "to", "into", "inside", "across", "around", "outside", "through", "within", "of"}
)
THIRD = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, noun or pronoun that means an actor; ``sources`` are the ids of the attributions that have it as their source.

    ``start`` and ``end`` hold the words that are read (for a source: its own), ``around`` the name with office and apposition.
    ``place`` marks a state or town that is where something happens, not who acts.
    """

    start: int
    end: int
    around: Span
    token: int
    sentence: int
    label: str
    subject: bool
    place: bool = False
    sources: tuple[str, ...] = ()


def find_mentions(finder: "Finder", attributions: tuple[Attribution, ...]) -> list[Mention]:
    """All mentions, in the order of the text; sources go before the names inside them."""
    parse, actors = finder.parse, finder.actors
    taken: dict[Span, list[str]] = {}
    for attribution in attributions:
        if attribution.source:
            span = trimmed(parse.text, attribution.source[0][0], attribution.source[-1][1])
            taken.setdefault(span, []).append(attribution.id)
    found = [finder.source(span, tuple(sorted(ids))) for span, ids in sorted(taken.items())]
    covered = sorted(taken)
    starts = [start for start, _ in covered]

    def free(start: int) -> bool:
        n = bisect_right(starts, start) - 1
        return n < 0 or covered[n][1] <= start

    def inner(entity: Entity) -> bool:
        """A body named inside a source ("a spokesman for X"), or a person whose words or deeds are the source."""
        if entity.label != "PERSON":
            return entity.label == "ORG"
        return bool({parse.text[entity.end : entity.end + 2], parse.text[entity.end - 2 : entity.end]} & {"'s", "’s"})

    def whole(entity: Entity) -> bool:
        n = bisect_right(starts, entity.start) - 1
        return n >= 0 and covered[n][1] - covered[n][0] <= (entity.end - entity.start) + len("the ")

    for entity in parse.entities:
        if entity.label in NAMES and (free(entity.start) or (not whole(entity) and inner(entity))):
            found.append(finder.entity(entity))
    for token in parse.tokens:
        if token.relation in SUBJECTS and not token.entity and free(token.start):
            low = token.lower
            if low in THIRD:
                found.append(finder.word(token))
            elif token.pos == "NOUN" and (
                actors.kind_of(low) is not None or actors.role_of(low) is not None or low in actors.anaphors
            ):
                found.append(finder.noun(token))
        elif token.pos == "NOUN" and not token.entity and free(token.start) and finder.names_body(token):
            found.append(finder.noun(token))
    return sorted(found, key=lambda m: (m.start, -m.end, m.label))


class Finder:
    """Finds the words around the tokens of one parse."""

    def __init__(self, parse: Parse, actors: Actors) -> None:
        self.parse, self.tokens, self.actors = parse, parse.tokens, actors
        self.sentence_starts = [s.first for s in parse.sentences]
        self.token_starts = [t.start for t in parse.tokens]
        self.people = [e for e in parse.entities if e.label == "PERSON"]
        self.people_starts = [e.start for e in self.people]

    def sentence_at(self, i: int) -> int:
        return max(0, bisect_right(self.sentence_starts, i) - 1)

    def token_at(self, offset: int) -> int:
        return max(0, bisect_right(self.token_starts, offset) - 1)

    def source(self, span: Span, ids: tuple[str, ...]) -> Mention:
        if not self.tokens:
            return Mention(*span, span, 0, 0, "", True, sources=ids)
        i, last = self.token_at(span[0]), self.token_at(span[1] - 1)
        around = span
        n = bisect_right(self.people_starts, span[0] - 1)
        while n < len(self.people) and self.people[n].start < span[1]:
            wide = self.around(self.people[n])
            around = (min(around[0], wide[0]), max(around[1], wide[1]))
            n += 1
        if around == span:
            around = (span[0], max(span[1], self.tokens[self._name_beside(last)].end))
        subject = any(self.tokens[k].relation in SUBJECTS for k in range(i, last + 1))
        return Mention(*span, around, last, self.sentence_at(i), "", subject, sources=ids)

    def entity(self, entity: Entity) -> Mention:
        head = next(
            (
                t
                for t in self.tokens[entity.first : entity.last]
                if not entity.first <= t.head < entity.last or t.head == t.i
            ),
            self.tokens[entity.last - 1],
        )
        around = self.around(entity) if entity.label == "PERSON" else (entity.start, entity.end)
        place = (
            entity.label == "GPE" and head.relation == "prepositional_object" and self.tokens[head.head].lower in WHERE
        )
        modifier = head.relation in {"adjective", "compound", "noun_modifier"}
        return Mention(
            entity.start, entity.end, around, entity.last - 1, self.sentence_at(entity.first), entity.label,
            head.relation in SUBJECTS, place=place or modifier,
        )  # fmt: skip

    def word(self, token: Token) -> Mention:
        span = (token.start, token.end)
        return Mention(*span, span, token.i, self.sentence_at(token.i), "", True)

    def noun(self, token: Token) -> Mention:
        first, last = self.edges(token)
        span = (self.tokens[first].start, self.tokens[last].end)
        around = (span[0], self.tokens[self._name_beside(last)].end)
        return Mention(*span, around, token.i, self.sentence_at(token.i), "", True)

    def names_body(self, token: Token) -> bool:
        """Whether a noun that "the group" may go back to is told by whose it is: "a US-led coalition", wherever it stands."""
        return token.lower in self.actors.anaphors and any(
            c < token.i and self.actors.is_relation(self._hyphenated(c)) for c in token.children
        )

    def _hyphenated(self, i: int) -> str:
        """A word with the tokens that hyphens join to it."""
        first = i
        while (
            first >= 2 and self.tokens[first - 1].text == "-" and self.tokens[first - 1].end == self.tokens[first].start
        ):
            first -= 2
        return self.parse.text[self.tokens[first].start : self.tokens[i].end]

    def _name_beside(self, last: int) -> int:
        """The end of a name in apposition: "the director of the hospital, X Y, said"."""
        if last + 1 >= len(self.tokens) or self.tokens[last + 1].text != ",":
            return last
        n = last + 2
        while n < len(self.tokens) and (self.tokens[n].pos == "PROPN" or self.tokens[n].lower in PARTICLES):
            n += 1
        return n - 1 if last + 2 < n < len(self.tokens) and self.tokens[n].text == "," else last

    def before(self, i: int) -> Mention | None:
        """The noun phrase that ends just before a relative pronoun."""
        n = i - 1 if i and self.tokens[i - 1].text != "," else i - 2
        return self.noun(self.tokens[n]) if n >= 0 and self.tokens[n].pos in {"NOUN", "PROPN"} else None

    def edges(self, token: Token) -> tuple[int, int]:
        """From the determiner to the end of "of …"."""
        bounds = self.parse.sentences[self.sentence_at(token.i)]
        first = min(
            (
                c
                for c in token.children
                if c < token.i
                and self.tokens[c].relation
                in {"determiner", "adjective", "compound", "possessor", "numeral", "noun_modifier"}
            ),
            default=token.i,
        )
        while first > bounds.first and first - 1 in self.tokens[first].children:
            first -= 1
        last = token.i
        if last + 1 < bounds.last and self.tokens[last + 1].lower in {"of", "for", "in", "at", "from"}:
            n = last + 2
            while n < min(bounds.last, last + LONGEST_TAIL) and (
                self.tokens[n].pos in _OFFICE_TAGS or self.tokens[n].pos == "DET"
            ):
                n += 1
            last = n - 1 if n > last + 2 else last
        return first, last

    def around(self, entity: Entity) -> Span:
        """A person's name with the office before it and the apposition beside it."""
        bounds = self.parse.sentences[self.sentence_at(entity.first)]
        first = self._before(entity.first, bounds)
        if first == entity.first and first - 1 > bounds.first and self.tokens[first - 1].text == ",":
            first = self._office_before(first - 1, bounds)
        last = self._beside(entity.last, bounds)
        return self.tokens[first].start, self.tokens[last - 1].end

    def _before(self, first: int, bounds: Sentence) -> int:
        n = first
        while n > max(bounds.first, first - LONGEST_BEFORE) and self.tokens[n - 1].pos in _OFFICE_TAGS:
            n -= 1
        if n > bounds.first and n < first and self.tokens[n - 1].lower in _OPENERS:
            n -= 1
        words = [self.tokens[k].lower.rstrip(".") for k in range(n, first)]
        return n if any(self._office(w) for w in words) else first

    def _office_before(self, comma: int, bounds: Sentence) -> int:
        """ "the head of the observatory, X": back to the article, or to the sentence's start."""
        n = comma
        while n > max(bounds.first, comma - LONGEST_BESIDE):
            token = self.tokens[n - 1]
            if token.pos not in _OFFICE_TAGS and token.pos not in {"DET", "ADP"}:
                break
            n -= 1
        while n < comma and self.tokens[n].pos == "ADP":
            n += 1
        words = [self.tokens[k].lower for k in range(n, comma)]
        heads = words[: words.index("of")] if "of" in words else words
        return n if heads and self._office(heads[-1]) and not self.actors.is_body(heads[-1]) else comma + 1

    def _beside(self, last: int, bounds: Sentence) -> int:
        if last + 1 >= bounds.last or self.tokens[last].text not in {",", "("}:
            return last
        n, words = last + 1, list[str]()
        if self.tokens[n].lower == "who":  # "X, who is the head of …"
            opener = next(
                (k for k in range(n + 1, min(n + 5, bounds.last)) if self.tokens[k].lower in {"a", "an", "the"}), None
            )
            if opener is None or self.tokens[n + 1].lemma not in {"be", "serve", "work", "double", "act"}:
                return last
            n = opener
        while n < min(bounds.last, last + LONGEST_BESIDE):
            token = self.tokens[n]
            if (
                token.text in {",", ")", ";", "–", "—", "."}
                or token.lower in {"who", "which"}
                or token.tag in {"VBD", "VBZ", "VBP", "MD"}
            ):
                break
            words.append(token.lower)
            n += 1
        opens = bool(words) and (words[0] in _OPENERS or any(self._office(w) for w in words[:4]))
        ends = (n < bounds.last and self.tokens[n].text in {",", ")", ".", "–", "—"}) or (
            n < bounds.last and self.tokens[n].lower in {"who", "which"}
        )
        return n if opens and ends and any(self._office(w) for w in words) else last

    def _office(self, word: str) -> bool:
        return (
            self.actors.kind_of(word) is not None or self.actors.role_of(word) is not None
            or any(word in listed for listed in self.actors.titles.values())
        )  # fmt: skip
