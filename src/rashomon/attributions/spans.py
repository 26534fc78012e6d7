"""Look-ups over one parse that the rules share: phrases, verb groups, quotations, and token sets → spans."""

from bisect import bisect_right
from functools import cached_property

from rashomon.records import Parse, Sentence, Span, Token

MOST_TOKENS = 400  # a wrong parse can hang a whole text on one word
OUTSIDE = frozenset({"relcl", "advcl", "ccomp", "parataxis"})
EDGES = frozenset({",", ";", ":", ".", "-", "–", "—", "(", "and", "but"})


class Reader:
    """A parse with its quotations and what is looked up in them again and again."""

    def __init__(self, parse: Parse, quotations: list[Span]) -> None:
        self.parse = parse
        self.tokens: tuple[Token, ...] = parse.tokens
        self.quotations = quotations

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        return [s.first for s in self.parse.sentences]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [s for s, _ in self.quotations]

    @cached_property
    def quoted(self) -> frozenset[int]:
        """Tokens inside quotation marks, the marks included."""
        return frozenset(i for span in self.quotations for i in self.tokens_in(span))

    def sentence_of(self, token: Token) -> Sentence:
        return self.parse.sentences[bisect_right(self._sentence_firsts, token.i) - 1]

    def tokens_in(self, span: Span) -> range:
        first = bisect_right(self._starts, span[0] - 1)
        return range(first, max(first, bisect_right(self._starts, span[1] - 1)))

    def subtree(self, token: Token, without: frozenset[str] = frozenset()) -> frozenset[int]:
        """The token and all that hangs on it, but for branches with a label in ``without``."""
        members, stack = {token.i}, [token.i]
        while stack and len(members) < MOST_TOKENS:
            for child in self.tokens[stack.pop()].children:
                if self.tokens[child].dep not in without and child not in members:
                    members.add(child)
                    stack.append(child)
        return frozenset(members)

    def noun_phrase(self, token: Token) -> frozenset[int]:
        """A noun with its modifiers and appositions, without clauses that are set off."""
        members = self.subtree(token, OUTSIDE)
        first, last = min(members), max(members)
        while last > first and self.tokens[last].text in EDGES:
            last -= 1
        while first < last and self.tokens[first].pos == "PUNCT" and self.tokens[first].text not in {"“", '"', "‘"}:
            first += 1
        return frozenset(i for i in range(first, last + 1) if i in members or self.tokens[i].pos == "PUNCT")

    def verb_group(self, verb: Token) -> frozenset[int]:
        """The verb with its auxiliaries, negation and particle; no adverb."""
        kept = {verb.i}
        for child in verb.children:
            token = self.tokens[child]
            if token.dep in {"aux", "auxpass", "neg", "prt"} and abs(child - verb.i) <= 4:
                kept.add(child)
        return frozenset(kept)

    def inverted_subject(self, verb: Token) -> frozenset[int]:
        """The noun phrase right after a cue that follows a quotation: "“…,” said X"."""
        after = verb.i + 1
        sentence = self.sentence_of(verb)
        if after >= sentence.last or self.tokens[after].pos not in {"PROPN", "NOUN", "DET", "PRON", "ADJ"}:
            return frozenset()
        head, steps = self.tokens[after], 0
        while (
            head.head > head.i
            and head.head < sentence.last
            and steps < 8
            and self.tokens[head.head].pos in {"NOUN", "PROPN"}
        ):
            head, steps = self.tokens[head.head], steps + 1
        return frozenset(i for i in self.noun_phrase(head) if i >= after)

    def quotation_near(self, verb: Token) -> frozenset[int]:
        """Quotations of the cue's own sentence; else the one that ends just before it or opens just after a colon."""
        sentence = self.sentence_of(verb)
        found: set[int] = set()
        n = bisect_right(self._quotation_starts, sentence.end) - 1
        while n >= 0 and self.quotations[n][1] > sentence.start - 3:
            span = self.quotations[n]
            inside = self.tokens_in(span)
            if len(inside) >= 4 and verb.i not in inside:
                found.update(inside)
            n -= 1
            if len(found) > MOST_TOKENS:
                break
        if not found:
            n = bisect_right(self._quotation_starts, sentence.end)
            colon = self.tokens[sentence.last - 1].text == ":"
            if colon and n < len(self.quotations) and self.quotations[n][0] - sentence.end <= 3:
                found.update(self.tokens_in(self.quotations[n]))
        return frozenset(found)

    def quotations_of(self, content: frozenset[int], cue: frozenset[int]) -> list[Span]:
        """Quotations that share at least half of their words, or their first, with ``content`` and do not hold the cue."""
        if not content:
            return []
        start, end = self.tokens[min(content)].start, self.tokens[max(content)].end
        found = []
        n = bisect_right(self._quotation_starts, end) - 1
        while n >= 0 and self.quotations[n][1] > start:
            inside = self.tokens_in(self.quotations[n])
            if not cue & set(inside) and 2 * len(content & set(inside)) >= len(inside) - 2:
                found.append(self.quotations[n])
            n -= 1
        return found

    def follows(self, cue: frozenset[int], span: Span) -> bool:
        """Whether a quotation goes on in the cue's paragraph, at most two sentences on."""
        last = max(cue)
        home = self.sentence_of(self.tokens[last])
        inside = self.tokens_in(span)
        there = self.sentence_of(self.tokens[inside[0]])
        return home.paragraph == there.paragraph and there.first >= home.first and there.first - home.last <= 60

    def spans(self, members: frozenset[int]) -> tuple[Span, ...]:
        """Runs of tokens as character spans, without commas and joining words at their edges.

        A gap of punctuation only is bridged, so that a content is cut where source or cue stand in it and nowhere else.
        """
        runs: list[list[int]] = []
        for i in sorted(members):
            if (
                runs
                and all(self.tokens[j].pos == "PUNCT" for j in range(runs[-1][-1] + 1, i))
                and i - runs[-1][-1] <= 3
            ):
                runs[-1].append(i)
            else:
                runs.append([i])
        found = []
        for run in runs:
            first, last = run[0], run[-1]
            while first <= last and self.tokens[first].text in EDGES:
                first += 1
            while last >= first and self.tokens[last].text in EDGES:
                last -= 1
            if first <= last:
                found.append((self.tokens[first].start, self.tokens[last].end))
        return tuple(found)
