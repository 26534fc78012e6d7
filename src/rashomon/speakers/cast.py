"""The cast of a report: every actor that it names, whom a name or a noun means, and what is known of each."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rashomon.speakers.kinds import SIDED, Verdict, judge, side_of
from rashomon.speakers.members import PERSONS, Member, read_acronyms
from rashomon.speakers.phrases import Phrase, gender_of, read_phrase
from rashomon.speakers.words import Word, is_age
from rashomon.world.actors import Actors

BODIES_OF_STATE = frozenset({"government", "regime", "administration", "state", "side"})
LEADERS = frozenset({"leader", "president", "premier", "minister", "chancellor", "king", "ruler"})
LEAST_STEM = 4  # letters that a place and its adjective share
SHORTEST, LONGEST = 2, 6  # letters of a short form
UNNAMED = "unnamed speaker"
LONGEST_NAME = 14  # words of an unnamed speaker's description
_NO_QUOTES = str.maketrans("", "", '“”"«»„')
_FUNCTION = frozenset(
    ["the", "a", "an", "of", "for", "and", "in", "on", "at", "to", "from", "with", "by", "s", "al", "el"]
)


class Cast:
    """Members in the order in which the report names them.

    ``people`` are the names that the parser takes for persons, ``bodies`` the words, in lower case, of those that it takes for bodies.
    """

    def __init__(self, text: str, actors: Actors, people: frozenset[str], bodies: frozenset[str] = frozenset()) -> None:
        self.actors, self.people, self.bodies = actors, people, bodies
        self.regions: dict[str, str] = {}  # name or adjective of a place that the registry does not know → its name
        self.members: list[Member] = []
        self.anaphor: Callable[[str], Member | None] | None = None  # whom "the group" means at this point of the text
        self.acronyms = read_acronyms(text)
        self._named: dict[str, Member] = {}
        self._initials: dict[str, Member] = {}
        self._surnames: dict[str, Member] = {}
        self._states: dict[str, Member] = {}
        self.counts: Counter[str] = Counter()

    # ---- reading ------------------------------------------------------------------------------------------------

    def read(self, text: str) -> Phrase:
        """Take words apart, knowing who is a person here; a name in apposition to an office becomes the phrase's own."""
        phrase = read_phrase(text, self.actors, people=self.people)
        if not phrase.name and not phrase.joint:
            named = [p for p in phrase.beside if p.name and (p.person or not p.before)]
            if len(named) == 1 and (named[0].person or not self.actors.is_body(phrase.head)):
                rest = tuple(p for p in phrase.beside if p is not named[0])
                first = Phrase(
                    text=phrase.text, words=phrase.words, determiner=phrase.determiner, before=phrase.before, after=phrase.after,
                    name=(), person=False,
                )  # fmt: skip
                person = (
                    named[0].person
                    or self.is_person(named[0].name)
                    or (bool(phrase.before) and self.is_person_noun(phrase.head))
                    or phrase.determiner == "one"
                )
                return Phrase(
                    text=phrase.text, words=phrase.words, determiner="", before=(), after=named[0].after, name=named[0].name,
                    person=person, beside=(first, *rest),
                )  # fmt: skip
        return phrase

    def is_person(self, name: Sequence[Word]) -> bool:
        """Whether the report, or the list of leaders, knows a person of that name or surname."""
        spelled = " ".join(w.text for w in name)
        surname = (
            len(name) == 1 and spelled.lower() in self.actors.surnames and spelled.lower() not in self.bodies
            and not self.actors.find([spelled])
        )  # fmt: skip
        return (
            surname
            or spelled in self.people
            or spelled.lower() in self._surnames
            or spelled.lower() in self.actors.leaders
        )

    def is_person_noun(self, head: str) -> bool:
        """Whether a noun means one person."""
        if self.actors.is_body(head) or head in self.actors.papers:
            return False
        return (
            self.actors.kind_of(head) is not None or self.actors.role_of(head) is not None or head in PERSONS or is_age(head)
            or any(head.rstrip(".") in listed for listed in self.actors.titles.values())
        )  # fmt: skip

    def elsewhere(self, words: Sequence[Word]) -> Verdict | None:
        """Kind and side of the named actor that all these words stand for ("the observatory", "the bureau")."""
        states = {n for i, j, a in self.actors.find([w.text for w in words]) if a.form != "actor" for n in range(i, j)}
        definite = bool(words) and words[0].lower in {"the", "this", "that"}
        if not definite and not any(w.capital for w in words):
            return None
        kept = {
            w.lower
            for n, w in enumerate(words)
            if n not in states and (definite or w.capital or self.actors.kind_of(w.lower) is None)
        }
        if definite and len(words) == 2 and self.anaphor is not None and words[1].lower in self.actors.anaphors:
            meant = self.anaphor(words[1].lower)
            return meant.verdict if meant is not None and meant.verdict.weight else None
        member = self.by_words(kept - _FUNCTION, persons=True)
        return member.verdict if member is not None and member.verdict.weight else None

    # ---- linking ------------------------------------------------------------------------------------------------

    def by_words(self, words: set[str], *, persons: bool) -> Member | None:
        """The latest named member that all of the words are words of."""
        if not words:
            return None
        if len(words) == 1 and (found := self.by_initials(next(iter(words)))) is not None:
            return found
        return next(
            (
                m
                for m in reversed(self.members)
                if m.named and not m.plural and words <= m.words and (persons or not m.person)
            ),
            None,
        )

    def by_initials(self, short: str) -> Member | None:
        """The body whose capital letters a short form is, where the report leaves it undefined."""
        return self._initials.get(short.upper()) if SHORTEST <= len(short) <= LONGEST else None

    def link(self, phrase: Phrase) -> Member | None:
        """The member that the phrase means, if the report has named it before."""
        if phrase.joint:
            return self._named.get(phrase.text.lower())
        state = self.state_of(phrase)
        if state is not None:
            return self._states.get(state)
        if phrase.name:
            return self._by_name(phrase) or self._by_office(phrase)
        if phrase.determiner in {"a", "an", "one", "another", "some", "two", "three", "several"} or not phrase.before:
            return None
        return self._by_noun(phrase)

    def state_of(self, phrase: Phrase) -> str | None:
        """The state that a phrase names as an actor: "Turkey", "Ankara", "the Turkish government"; not its organs."""
        words = phrase.name if phrase.name and not phrase.before else phrase.before
        if phrase.name and words[0].lower in BODIES_OF_STATE and len(words) > 2 and words[1].lower == "of":
            return side_of(words[2:], self.actors)
        if phrase.name and phrase.before:
            return None
        if not words or phrase.person or (phrase.beside and any(p.person for p in phrase.beside)):
            return None
        found = self.actors.find([w.text for w in words])
        if not found or found[0][2].form == "actor" or found[0][0] != 0:
            return self._bare_government(phrase)
        _, end, actor = found[0]
        if end == len(words) and not phrase.after and not words[-1].possessive:
            return actor.party if actor.form != "demonym" else None
        if end == len(words) - 1 and words[-1].lower in BODIES_OF_STATE and actor.party in self.actors.states:
            return actor.party
        return None

    def _bare_government(self, phrase: Phrase) -> str | None:
        if (
            phrase.name
            or len(phrase.before) != 1
            or phrase.before[0].lower not in {"government", "regime", "administration"}
        ):
            return None
        return next((s for p, words in phrase.after if p == "of" and (s := side_of(words, self.actors))), None)

    def _by_name(self, phrase: Phrase) -> Member | None:
        spelled = phrase.spelling
        full = self.acronyms.get(spelled, spelled).lower()
        found = self._named.get(spelled.lower()) or self._named.get(full)
        if found is not None:
            return found
        known = self.actors.names.get(spelled)
        if known is not None and (found := self._named.get(known.name.lower())) is not None:
            return found
        if len(phrase.name) == 1 and spelled.isupper() and (found := self.by_initials(spelled)) is not None:
            return found
        last = phrase.name[-1].lower
        if phrase.person or self.is_person(phrase.name) or last in self._surnames:
            return self._person(phrase, last)
        if known is not None or (len(phrase.name) == 1 and spelled.lower() in self.actors.surnames):
            return None
        return self.by_words({w.lower for w in phrase.name} - _FUNCTION, persons=False)

    def _by_office(self, phrase: Phrase) -> Member | None:
        """ "Ida Brandt, the director of the mill": whom the report called "the director of the mill" so far."""
        for part in phrase.beside if not self.actors.is_body(phrase.name[-1].lower) else ():
            tail = {w.lower for _, words in part.after for w in words} - _FUNCTION
            for member in reversed(self.members):
                if (
                    member.person
                    and not member.named
                    and member.definite
                    and part.head in member.nouns
                    and tail & member.words
                ):
                    return member
        return None

    def _person(self, phrase: Phrase, last: str) -> Member | None:
        """By surname, if given names and gender do not speak against it."""
        mine = {w.lower.rstrip(".") for w in phrase.name}
        spelled = phrase.spelling.lower()
        candidate = self._surnames.get(spelled) or self._surnames.get(last)
        if candidate is None:
            candidate = next((m for m in reversed(self.members) if m.person and m.named and mine <= m.words), None)
        if candidate is None:
            return None
        gender = gender_of(phrase, self.actors)
        if gender and candidate.gender and gender != candidate.gender:
            return None
        theirs = {w.lower().rstrip(".") for w in candidate.name.split()}
        return candidate if mine <= theirs or theirs <= mine or spelled in candidate.aliases else None

    def _by_noun(self, phrase: Phrase) -> Member | None:
        """A definite or bare noun: the actor that was called so, with no other side or adjective."""
        mine = {w.lower for w in phrase.before} - _FUNCTION
        side = side_of(phrase.before, self.actors)
        tail = {w.lower for _, words in phrase.after for w in words} - _FUNCTION
        head = phrase.head
        latest = list(reversed(self.members))
        for member in (*(m for m in latest if m.mentions), *(m for m in latest if not m.mentions)):
            if head not in member.nouns or member.plural != phrase.plural:
                continue
            if side is not None and member.verdict.party not in {None, side}:
                continue
            sides = {
                w.lower for i, j, a in self.actors.find([w.text for w in phrase.before]) for w in phrase.before[i:j]
            }
            if mine - sides - {head} <= member.words and tail <= member.words:
                if side is not None and member.verdict.party is None:
                    continue
                return member
        if phrase.determiner == "the" and tail and not phrase.plural:
            office = next((m for m in latest if m.person and m.named and head in m.nouns and tail & m.words), None)
            if office is not None:
                return office
        if side is not None and head in LEADERS:
            return self._leader(side, head)
        if len(mine) > 1 or head not in self.actors.kinds or not self.actors.is_body(head):
            return self.by_words(mine, persons=False) if not phrase.plural and not phrase.after else None
        return None

    def _leader(self, side: str, head: str) -> Member | None:
        """Who leads a state or group: by the same office, by that of a head of state, as a well-known leader."""
        best: tuple[int, int, int] | None = None
        chosen = None
        for n, member in enumerate(self.members):
            known = member.name.lower() in self.actors.leaders
            if not (member.person and member.named and member.verdict.party == side):
                continue
            office = 4 * (head in member.nouns) + 2 * (head == "leader" and bool(member.nouns & LEADERS)) + known
            rank = (office, len(member.mentions), n)
            if office and (best is None or rank > best):
                best, chosen = rank, member
        return chosen

    # ---- joining ------------------------------------------------------------------------------------------------

    def meet(self, phrase: Phrase) -> Member:
        """The member that the phrase means, made if there is none, with what the phrase tells of it."""
        state = self.state_of(phrase)
        member = self.link(phrase)
        verdict = judge(phrase, self.actors, self.elsewhere)
        if member is None:
            member = self._make(phrase, state, verdict)
            self.members.append(member)
        self.learn(member, phrase, verdict)
        return member

    def _make(self, phrase: Phrase, state: str | None, verdict: Verdict) -> Member:
        person = bool(phrase.name) and (phrase.person or self.is_person(phrase.name))
        if not phrase.name and state is None:
            person = not phrase.plural and not phrase.joint and bool(phrase.before) and self.is_person_noun(phrase.head)
        organ = bool(phrase.before) and phrase.head in self.actors.lists["organs"] and verdict.party is not None
        named = bool(phrase.name) or state is not None or organ or (phrase.joint and phrase.words[0].capital)
        return Member(
            name=self.describe(phrase, state), person=person and not phrase.joint, plural=phrase.plural and state is None,
            named=named, state=state, definite=phrase.determiner == "the",
        )  # fmt: skip

    def learn(self, member: Member, phrase: Phrase, verdict: Verdict) -> None:
        """Add what a phrase tells of a member."""
        if verdict.weight > member.verdict.weight or (
            verdict.weight == member.verdict.weight and member.verdict.party is None and verdict.party is not None
        ):
            member.verdict = verdict
        elif member.verdict.kind in SIDED and member.verdict.party is None and verdict.party is not None:
            member.verdict = Verdict(member.verdict.kind, verdict.party, member.verdict.weight)
        member.gender = member.gender or gender_of(phrase, self.actors)
        if member.verdict.party is None and phrase not in member.phrases:
            member.phrases.append(phrase)
        parts = (phrase, *phrase.beside)
        for part in parts:
            if part.before and not part.before[-1].possessive:
                member.nouns.add(part.head)
                if part.head.endswith("s"):
                    member.nouns.add(part.head[:-1])
            member.words |= {w.lower.rstrip(".") for w in (*part.before, *part.name)} - _FUNCTION
            if not phrase.name:
                member.words |= {w.lower for _, words in part.after for w in words} - _FUNCTION
        if phrase.name:
            member.nouns |= {
                w.lower for w in phrase.name if self.actors.kind_of(w.lower) or self.actors.role_of(w.lower)
            }
            self._rename(member, phrase.spelling)
        if member.state is not None:
            self._states.setdefault(member.state, member)
        if phrase.joint:
            self._named.setdefault(phrase.text.lower(), member)
        self._bodies(member, phrase)

    def _rename(self, member: Member, spelled: str) -> None:
        """Keep the fullest name; the others are aliases."""
        known = self.actors.names.get(spelled)
        fuller = self.acronyms.get(spelled)
        if member.state is not None:
            return
        names = ({member.name} if member.named else set()) | {spelled} | ({fuller} if fuller else set())
        if known is not None and not member.person:
            self._named.setdefault(known.name.lower(), member)
        for name in sorted(names):
            self._named.setdefault(name.lower(), member)
            member.words |= {w.lower() for w in name.split()} - _FUNCTION
        if member.person:
            best = max(sorted(names), key=lambda n: (len(n.split()), len(n)))
            self._surnames.setdefault(spelled.split()[-1].lower(), member)
        else:
            best = fuller or max(sorted(names), key=lambda n: (n != n.upper(), len(n.split()), len(n)))
        member.named = True
        for name in sorted(names) if not member.person else ():
            if len(name.split()) > 1:
                self._initials.setdefault("".join(w[0] for w in name.split() if w[0].isupper()), member)
        shorts = {short for short, long in self.acronyms.items() if long == best}
        for short in sorted(shorts):
            self._named.setdefault(short.lower(), member)
        member.words |= {short.lower() for short in shorts}
        member.aliases |= (names - {best}) if member.name in names and member.name != UNNAMED else set()
        member.aliases |= shorts
        member.aliases.discard(best)
        member.name = best

    def call_state(self, member: Member, name: str) -> None:
        """Name a state as its sources do; its own name goes before "its government", that before its capital."""
        names = {name} | (member.aliases | {member.name} if member.mentions else set())
        member.name = min(sorted(names), key=self._rank)
        member.aliases = names - {member.name}

    def _rank(self, name: str) -> tuple[int, str]:
        found = self.actors.find(name.split())
        if found and found[0][2].form == "state" and found[0][:2] == (0, len(name.split())):
            return (0, name)
        return (1 if len(name.split()) > 1 else 2, name)

    def _bodies(self, member: Member, phrase: Phrase) -> None:
        """Named bodies in a person's office: "secretary general of the Future Party"."""
        for part in (phrase, *phrase.beside):
            for _, words in part.after:
                proper = [w for w in words if w.capital or w.lower in {"of", "for", "and"}]
                if len(proper) > 1 or (proper and self.actors.find([proper[0].text])):
                    body = read_phrase(" ".join(w.text for w in words), self.actors)
                    if body.name and not body.person:
                        member.bodies.append(body)

    def body_of(self, member: Member, noun: str) -> Member | None:
        """The named body of a person that a noun means ("her party", "his organisation")."""
        allowed = self.actors.anaphors.get(noun) or self.actors.anaphors.get(noun.removesuffix("s")) or ()
        for body in member.bodies:
            kind = judge(body, self.actors, self.elsewhere).kind
            if noun in {w.lower for w in body.words} or (kind in allowed):
                return self.meet(body)
        return None

    def describe(self, phrase: Phrase, state: str | None) -> str:
        """The name that is shown."""
        if state is not None:
            words = phrase.name or phrase.before
            return " ".join(w.text for w in words)
        if phrase.name and not phrase.joint:
            return phrase.spelling
        said = phrase.text.translate(_NO_QUOTES).partition(" (")[0].split()
        if phrase.determiner == "the":
            said = said[1:] if said[0].lower() == "the" else said
        cut = next(
            (n for n, w in enumerate(said) if n and w.lower().strip(",") in {"who", "which", "that", "whose"}),
            len(said),
        )
        return " ".join(said[: min(cut, LONGEST_NAME)]).rstrip(",;") or UNNAMED

    # ---- the state that a report is about -----------------------------------------------------------------------

    def count_states(self, places: Iterable[str], peoples: Iterable[str]) -> None:
        """Count how often the report names each state or its people, and note places and peoples that are not known."""
        listed, adjectives = list(places), list(peoples)
        for name in (*listed, *adjectives):
            self.counts.update(a.party for _, _, a in self.actors.find(name.split()) if a.form != "actor" and a.party)
        unknown = [n for n in dict.fromkeys(listed) if not self.actors.find(n.split())]
        self.regions = {n.lower(): n for n in unknown}
        for adjective in dict.fromkeys(adjectives):
            if self.actors.find(adjective.split()):
                continue
            stem = adjective.lower()[:-2]
            spoken = adjective[:-1] if adjective.endswith("ian") else adjective  # "Varenian", where no Varenia is named
            place = next((n for n in unknown if len(stem) >= LEAST_STEM and n.lower().startswith(stem)), spoken)
            self.regions.setdefault(adjective.lower(), place)
