"""Look-ups over one parse that the rules share: phrases, verb groups, quotations, and token sets → spans."""

from bisect import bisect_right
from collections import Counter
from functools import cached_property

from rashomon.records import Parse, Sentence, Span, Token

MOST_PARAGRAPHS = 12  # a quotation goes on for, at most
LEAST_QUOTED = 4  # tokens; shorter ones are scare quotes or names
MOST_TOKENS = 400  # a wrong parse can hang a whole text on one word
OUTSIDE = frozenset({"adverbial_clause", "content_clause", "parataxis"})
SET_OFF = frozenset({"relative_clause", "noun_clause"})
DASHES = frozenset({"-", "--", "–", "—", "―"})
EDGES = frozenset({",", ";", ":", ".", "(", "and", "but", "•", *DASHES})
CLOSING = frozenset({"”", '"', "’", "'", "»"})
NOMINAL = frozenset({"PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM"})
LONGEST_GAP = 6  # tokens that a source may be lengthened by
LONGEST_SOURCE = 25  # tokens between a quotation and its cue


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

    @cached_property
    def paragraphs(self) -> list[range]:
        """Token ranges of the paragraphs."""
        found: list[range] = []
        number = None
        for sentence in self.parse.sentences:
            if sentence.paragraph == number:
                found[-1] = range(found[-1].start, sentence.last)
            else:
                found.append(range(sentence.first, sentence.last))
                number = sentence.paragraph
        return found

    @cached_property
    def _paragraph_numbers(self) -> list[int]:
        return [n for n, paragraph in enumerate(self.paragraphs) for _ in paragraph]

    @cached_property
    def labels(self) -> Counter[str]:
        """How many paragraphs open with a word and a colon, by word: a transcript repeats its speakers."""
        return Counter(self.tokens[p[0]].text for p in self.paragraphs if len(p) > 1 and self.tokens[p[1]].text == ":")

    def paragraph_end(self, i: int) -> int:
        """The token after the last one of a token's paragraph."""
        return self.paragraphs[self._paragraph_numbers[i]].stop

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
                if self.tokens[child].relation not in without and child not in members:
                    members.add(child)
                    stack.append(child)
        return frozenset(members)

    def noun_phrase(self, token: Token) -> frozenset[int]:
        """A noun with its modifiers and appositions, without clauses that a comma sets off."""
        members, stack = {token.i}, [token.i]
        while stack and len(members) < MOST_TOKENS:
            top = stack.pop()
            for child in self.tokens[top].children:
                dep = self.tokens[child].relation
                if dep in OUTSIDE or (dep in SET_OFF and self._is_set_off(top, child)):
                    continue
                members.add(child)
                stack.append(child)
        first, last = min(members), max(members)
        while last > first and self.tokens[last].text in EDGES:
            last -= 1
        while first < last and self.tokens[first].pos == "PUNCT" and self.tokens[first].text not in {"“", '"', "‘"}:
            first += 1
        return frozenset(i for i in range(first, last + 1) if i in members or self.tokens[i].pos == "PUNCT")

    def source_before(self, noun: Token, verb: Token) -> frozenset[int]:
        """The noun phrase of a cue's subject, with what the parser left between it and the cue though no comma parts them."""
        phrase = self.noun_phrase(noun)
        gap = range(max(phrase) + 1, verb.i)
        joined = len(gap) <= LONGEST_GAP and all(
            self.tokens[i].pos in NOMINAL or self.tokens[i].tag == "VBG" for i in gap
        )
        return phrase | frozenset(gap) if joined else phrase

    def _is_set_off(self, head: int, child: int) -> bool:
        return any(self.tokens[i].text in {",", "–", "—", "("} for i in range(head + 1, child))

    def clause(self, token: Token, cue: int) -> frozenset[int]:
        """A clause of reported words, without a participle clause that a comma sets off at its end: the reporter's own.

        When ``cue`` comes after it, all of it is reported.
        """
        members = self.subtree(token)
        if cue > token.i:
            return members
        for child in token.children:
            own = self.tokens[child]
            if own.relation == "adverbial_clause" and own.tag == "VBG" and child > token.i and child not in self.quoted:
                part = self.subtree(own)
                first = min(part)
                if first > token.i and self.tokens[first - 1].text == ",":
                    members -= part
        return members

    def verb_group(self, verb: Token) -> frozenset[int]:
        """The verb with its auxiliaries, negation and particle; no adverb."""
        kept = {verb.i}
        for child in verb.children:
            token = self.tokens[child]
            if (
                token.relation in {"auxiliary", "passive_auxiliary", "negation", "particle"}
                and abs(child - verb.i) <= 4
            ):
                kept.add(child)
        return frozenset(kept)

    def inverted_subject(self, verb: Token) -> frozenset[int]:
        """The noun phrase right after a cue that follows what was said: "“…,” said X"."""
        after = verb.i + 1
        sentence = self.sentence_of(verb)
        if after >= sentence.last or self.tokens[after].pos not in NOMINAL:
            return frozenset()
        head, steps = self.tokens[after], 0
        while verb.i < head.head < sentence.last and head.head != head.i and steps < LONGEST_SOURCE:
            if self.tokens[head.head].pos not in NOMINAL:
                break
            head, steps = self.tokens[head.head], steps + 1
        return frozenset(i for i in self.noun_phrase(head) if i >= after)

    def _last_quotation(self, token: Token) -> Span | None:
        n = bisect_right(self._quotation_starts, token.start) - 1
        return self.quotations[n] if n >= 0 and self.quotations[n][1] <= token.start else None

    def quotation_before(self, verb: Token) -> bool:
        """Whether a quotation of some words ends before the cue with at most a noun phrase between them."""
        span = self._last_quotation(verb)
        if span is None or len(self.tokens_in(span)) < LEAST_QUOTED:
            return False
        last = self.tokens_in(span).stop
        home = self.sentence_of(verb)
        if verb.i - last > LONGEST_SOURCE or last < home.first - 1 or self.paragraph_end(last - 1) <= verb.i:
            return False
        return all(self.tokens[i].pos not in {"VERB", "AUX"} for i in range(last, verb.i))

    def after_quotation(self, token: Token, verb: Token) -> bool:
        """Whether ``token`` stands between the quotation before the cue and the cue."""
        span = self._last_quotation(verb)
        return span is not None and span[1] <= token.start

    def between_quotation_and(self, verb: Token) -> frozenset[int]:
        """What stands between the quotation before the cue and the cue, without marks and adverbs at its edges."""
        span = self._last_quotation(verb)
        if span is None:
            return frozenset()
        members = list(range(self.tokens_in(span).stop, verb.i))
        while members and self.tokens[members[-1]].pos in {"PUNCT", "ADV", "AUX"}:
            members.pop()
        while members and self.tokens[members[0]].pos in {"PUNCT", "ADV", "CCONJ"}:
            members.pop(0)
        return frozenset(members) if any(self.tokens[i].pos in NOMINAL for i in members) else frozenset()

    def quotation_near(self, verb: Token) -> frozenset[int]:
        """Quotations of the cue's sentence; else the one right before it, or the one or the paragraph after its colon."""
        sentence = self.sentence_of(verb)
        found: set[int] = set()
        n = bisect_right(self._quotation_starts, sentence.end) - 1
        while n >= 0 and self.quotations[n][1] > sentence.start and len(found) <= MOST_TOKENS:
            inside = self.tokens_in(self.quotations[n])
            beside = inside and (inside[0] - verb.i in {1, 2} or verb.i - inside[-1] <= 2)
            if verb.i not in inside and (len(inside) >= LEAST_QUOTED or beside):
                found.update(inside)
            n -= 1
        last = sentence.last - 1
        closing = self.tokens[last].text == ":" or self.tokens[last - 1].text == ":"
        if not found and closing and sentence.last < len(self.tokens):
            n = bisect_right(self._quotation_starts, sentence.end)
            if n < len(self.quotations) and self.quotations[n][0] - sentence.end <= 3:
                found.update(self.tokens_in(self.quotations[n]))
            else:
                found.update(range(sentence.last, self.paragraph_end(sentence.last)))
        return frozenset(found)

    def quotations_of(self, content: frozenset[int], cue: frozenset[int]) -> list[Span]:
        """Quotations without the cue that belong to ``content``: their first word, half of them or half of it is common."""
        if not content:
            return []
        start, end = self.tokens[min(content)].start, self.tokens[max(content)].end
        found = []
        n = bisect_right(self._quotation_starts, end) - 1
        while n >= 0 and self.quotations[n][1] > start:
            inside = self.tokens_in(self.quotations[n])
            n -= 1
            if len(inside) == 0 or any(i in inside for i in cue):
                continue
            common = sum(i in content for i in inside)
            first = inside[0] + 1 in content
            if first or 2 * common >= len(inside) - 2 or 2 * common >= len(content):
                found.append(self.quotations[n + 1])
        return found

    def follows(self, cue: frozenset[int], span: Span, before: Span) -> bool:
        """Whether a quotation without cue goes on with the one before it, whose cue is ``cue``.

        It does in the cue's paragraph, and in the next one when it opens it and the one before was left open there, or
        fills it.
        """
        inside = self.tokens_in(span)
        home, there = self._paragraph_numbers[max(cue)], self._paragraph_numbers[inside[0]]
        if home == there:
            return inside[0] - max(cue) <= MOST_TOKENS and not self._is_said_after(inside)
        if there - self._paragraph_numbers[self.tokens_in(before)[-1]] != 1 or there - home > MOST_PARAGRAPHS:
            return False
        paragraph = self.paragraphs[there]
        open_before = (
            before[1] == self.tokens[self.paragraphs[there - 1][-1]].end
            and self.parse.text[before[1] - 1] not in CLOSING
        )
        return inside[0] == paragraph[0] and (open_before or inside.stop >= paragraph.stop - 1)

    def _is_said_after(self, inside: range) -> bool:
        """Whether the sentence goes on after a quotation with a verb of the past that has its subject there: "“…” an activist told"."""
        end = self.sentence_of(self.tokens[inside[-1]]).last
        rest = range(inside.stop, end)
        return any(
            self.tokens[i].tag == "VBD"
            and any(c in rest and self.tokens[c].relation == "subject" for c in self.tokens[i].children)
            for i in rest
        )

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
            while first <= last and self.tokens[first].lower in EDGES:
                first += 1
            while last >= first and self.tokens[last].text in EDGES:
                last -= 1
            if first <= last:
                found.append((self.tokens[first].start, self.tokens[last].end))
        if not found and len(runs) == 1:  # a label's colon or dash
            found.append((self.tokens[runs[0][0]].start, self.tokens[runs[0][-1]].end))
        return tuple(found)
