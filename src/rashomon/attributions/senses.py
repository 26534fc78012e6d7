"""Cue and content → what the cue does with the content: act, polarity and modality.

Works on the spans of any attribution, whoever found it. A cue of several words goes before its single words ("claimed responsibility",
"rule out"); a verb that only carries a noun gives its act to the noun ("issued a warning").
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rashomon.attributions.answers import denies_only
from rashomon.languages.cues import Cues
from rashomon.records import Act, Attribution, Modality, Parse, Polarity, Span, Token

SELF = frozenset({"it", "he", "she", "they", "we", "i"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
# What the negative of such an act denies; "did not confirm" and "has not said" only leave it open.
DENIED_BY_NOT = frozenset({"promise", "believe", "predict", "order", "demand", "claim"})
ABLE = frozenset({"can", "could", "ca"})
ANSWERING = frozenset({"say", "report", "claim"})
_BY_ACT: dict[Act, Modality] = {
    "promise": "intention", "demand": "intention", "order": "intention", "threaten": "threat", "predict": "expectation",
    "believe": "opinion",
}  # fmt: skip
OPENING = frozenset("“\"‘'«„")
FOLLOWING = 2  # tokens after a cue that may tell its sense ("call" … "for")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue does with its content."""

    act: Act
    polarity: Polarity
    modality: Modality


class Senses:
    """Reads the senses of the attributions of one parse."""

    def __init__(self, parse: Parse, cues: Cues) -> None:
        self._tokens, self._cues = parse.tokens, cues
        self._ends = [t.end for t in parse.tokens]

    def judged(self, attribution: Attribution) -> Attribution:
        """The attribution with act, polarity and modality read anew."""
        sense = self.read(attribution.cue, attribution.content, attribution.source, otherwise=attribution.act)
        return replace(attribution, act=sense.act, polarity=sense.polarity, modality=sense.modality)

    def read(
        self, cue: Iterable[Span], content: Iterable[Span], source: Iterable[Span] = (), *, otherwise: Act = "say"
    ) -> Sense:
        """Read the sense of a cue; ``otherwise`` is the act where no word of it is known."""
        said, what, who = self._inside(cue), self._inside(content), self._inside(source)
        act = self._act(said, what) or otherwise
        if said and said[0].lower == "according":
            papers = self._cues.modalities["papers"]
            act = "report" if any(t.lemma.lower() in papers for t in who) else "say"
        negated = self._negated(said) or (len(said) > 1 and said[0].lemma.lower() in self._cues.silent)
        polarity = self._polarity(act, said, negated=negated)
        if act in ANSWERING and not negated and denies_only(what, self._cues):
            return Sense("deny", "denied", "fact")
        modality = self._modality(act, said, what, unsaid=negated and polarity == "asserted")
        if act == "believe" and modality == "opinion" and not who and any(t.tag == "VBN" for t in said):
            modality = "unconfirmed"  # "is believed to": nobody says by whom
        return Sense(act, polarity, modality)

    def _inside(self, spans: Iterable[Span]) -> list[Token]:
        found = []
        for start, end in spans:
            n = bisect_right(self._ends, start)
            while n < len(self._tokens) and self._tokens[n].start < end:
                found.append(self._tokens[n])
                n += 1
        return found

    # ---- act ----------------------------------------------------------------------------------------------------

    def _act(self, said: Sequence[Token], what: Sequence[Token]) -> Act | None:
        if not said:
            return None
        lemmas = [t.lemma.lower() for t in said]
        last = said[-1].i + 1
        after = [t.lemma.lower() for t in self._tokens[last : last + FOLLOWING]]
        if what and what[0].lower == "to" and what[0].tag == "TO":
            after.append("to")
        for i in range(len(lemmas)):
            for pattern, act in self._cues.senses.get(lemmas[i], ()):
                if _in_order(pattern[1:], lemmas[i + 1 :] + after):
                    return act
        if (
            "ask" in lemmas
            and what
            and what[0].tag not in {"WP", "WRB", "WDT"}
            and (what[0].lower not in {"whether", "if"} and what[0].text not in OPENING)
        ):
            return "demand"
        verbs = [t for t in said if t.pos in {"VERB", "AUX"} and t.lemma.lower() in self._cues.verbs]
        nouns = [
            t.lemma.lower() for t in said if t.pos in {"NOUN", "PROPN", "ADJ"} and t.lemma.lower() in self._cues.nouns
        ]
        carried = nouns and all(t.lemma.lower() in self._cues.light or t.relation == "auxiliary" for t in verbs)
        if verbs and not carried:
            return self._cues.verbs[verbs[-1].lemma.lower()]
        if nouns:
            return self._cues.nouns[nouns[-1]]
        for token in reversed(said):
            for table, word in (
                (self._cues.adjectives, token.lower), (self._cues.adverbs, token.lower), (self._cues.verbs, token.lemma.lower()),
                (self._cues.tails, token.lower),
            ):  # fmt: skip
                if word in table:
                    return table[word]
        return None

    # ---- polarity -----------------------------------------------------------------------------------------------

    def _negated(self, said: Sequence[Token]) -> bool:
        inside = {t.i for t in said}
        return any(t.lower in NEGATIONS for t in said) or any(
            self._tokens[c].relation == "negation" and self._tokens[c].i not in inside
            for t in said
            if t.pos in {"VERB", "AUX"}
            for c in t.children
        )

    def _polarity(self, act: Act, said: Sequence[Token], *, negated: bool) -> Polarity:
        if act == "deny":
            before = self._tokens[max(0, said[0].i - 3) : said[0].i] if said else ()
            if any(t.lower == "without" for t in before):
                return "asserted"  # "without admitting or denying"
            undone = negated and not any(t.lower == "no" for t in said)  # "there is no truth in" denies by itself
            return "asserted" if undone else "denied"
        if not negated or any(t.lower in ABLE for t in said):
            return "asserted"
        admitted = act == "confirm" and not any(t.lemma.lower() in {"confirm", "verify", "confirmation"} for t in said)
        return "denied" if act in DENIED_BY_NOT or admitted else "asserted"

    # ---- modality -----------------------------------------------------------------------------------------------

    def _modality(self, act: Act, said: Sequence[Token], what: Sequence[Token], *, unsaid: bool) -> Modality:
        lists = self._cues.modalities
        lemmas = {t.lemma.lower() for t in said}
        words = [t.lower for t in what]
        inner = {t.lemma.lower() for t in what if t.pos == "VERB"}
        if lemmas & lists["awaiting"]:
            return "expectation"
        if act == "promise" and inner & lists["harming"] and lemmas & {"vow", "swear", "threaten", "promise", "pledge"}:
            return "threat"
        if lemmas & lists["wishing"] and act in {"believe", "promise", "demand"}:
            return "intention"
        if act in _BY_ACT:
            return _BY_ACT[act]
        if lemmas & lists["judging"]:
            return "opinion"
        first = next((n for n, t in enumerate(what) if t.pos == "VERB"), len(what))
        if (
            unsaid
            or lemmas & lists["open_cues"]
            or not lists["unconfirmed"].isdisjoint(words)
            or not lists["weak"].isdisjoint(words[:first])
        ):
            return "unconfirmed"
        if "if" in words and ":" not in words[words.index("if") :]:
            return "conditional"  # "If you’re just joining us: 100 were arrested" sets no condition
        if not lists["advice"].isdisjoint(words):
            return "opinion"
        for n, word in enumerate(words):
            if word in {"will", "would", "’ll", "'ll"}:
                if inner & lists["harming"]:
                    return "threat"
                return "intention" if n and words[n - 1] in SELF else "expectation"
        return "fact"


def _in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the wanted words stand among the words in this order."""
    n = 0
    for word in words:
        if n < len(wanted) and word == wanted[n]:
            n += 1
    return n == len(wanted)
