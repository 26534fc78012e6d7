"""The pass over a report's mentions that gives each source its actor."""

from dataclasses import replace

from rashomon.records import Attribution, Parse, Span, Speaker
from rashomon.speakers.addressees import find_addressees
from rashomon.speakers.cast import Cast
from rashomon.speakers.kinds import SIDED, Verdict, judge
from rashomon.speakers.labels import find_bodies, find_people
from rashomon.speakers.members import Member, is_bare_person
from rashomon.speakers.mentions import Finder, Mention, find_mentions
from rashomon.speakers.phrases import Phrase
from rashomon.speakers.referents import (
    FIRST,
    PERSONS,
    PRONOUNS,
    RELATIVE,
    SEVERAL,
    Appearance,
    antecedent,
    by_noun,
    person_before,
)
from rashomon.speakers.settling import home, settle
from rashomon.speakers.words import QUOTES, clean, squeezed
from rashomon.world.actors import Actors

REPORTERS = frozenset({"correspondent", "reporter", "correspondents", "reporters", "editor", "journalist", "colleague"})
MEDIA = frozenset({"news_agency", "outlet"})
OWN = ("our", "this", "my")
ASKING = ("whether ", "if ")
NEAR = 120  # characters between a question and its answer
NOBODY = frozenset({"no one", "nobody", "none"})


class Resolver:
    """Holds the cast and the history of one report while its mentions are read in order."""

    def __init__(
        self, parse: Parse, attributions: tuple[Attribution, ...], actors: Actors, voices: list[Speaker]
    ) -> None:
        self.parse, self.actors, self.voices = parse, actors, voices
        self.attributions = {a.id: a for a in attributions}
        self.order = attributions
        self.finder = Finder(parse, actors)
        people, bodies = find_people(parse, actors), find_bodies(parse)
        self.cast = Cast(parse.text, actors, people, bodies)
        self.cast.count_states(
            (parse.text[e.start : e.end] for e in parse.entities if e.label == "GPE"),
            (parse.text[e.start : e.end] for e in parse.entities if e.label == "NORP"),
        )
        self.cast.anaphor = self._anaphor
        self.title = next((s.end for s in reversed(parse.sentences) if s.in_title), 0)
        self.history: list[Appearance] = []
        self.given: dict[str, Member | int] = {}  # a member, or the number of a voice
        self.told: dict[str, Member] = {}

    def resolve(self) -> tuple[tuple[Attribution, ...], tuple[Speaker, ...]]:
        """Read all mentions, then those in the first person, then make the speakers that are sources."""
        mentions = find_mentions(self.finder, self.order)
        later = []
        # A title names briefly whom the body names in full.
        body = [m for m in mentions if m.start >= self.title]
        for mention in (*body, *(m for m in mentions if m.start < self.title)):
            if mention.sources and clean(self._text(mention)).lower() in FIRST:
                later.append(mention)
            else:
                self._meet(mention)
        for mention in later:
            self._first_person(mention)
        for attribution, span in find_addressees(self.finder, self.order).items():
            self._tell(attribution, span)
        self._by_deeds()
        settle(self.cast)
        return self._made()

    def _text(self, mention: Mention) -> str:
        return self.parse.text[mention.start : mention.end]

    # ---- one mention --------------------------------------------------------------------------------------------

    def _meet(self, mention: Mention) -> None:
        words = clean(self._text(mention))
        low = words.lower()
        if not words:
            return
        found: Member | int | None
        if mention.sources:
            found = self._source(mention, low)
        elif low in {"he", "she"}:
            found = antecedent(low, mention.sentence, self.history)
        else:
            found = self._name(mention)
        if isinstance(found, Member):
            self.history.append(
                Appearance(
                    found,
                    mention.token,
                    mention.start,
                    mention.sentence,
                    mention.subject,
                    bool(mention.sources),
                    mention.place,
                )
            )
        if mention.sources and found is not None:
            self._give(mention, found)

    def _give(self, mention: Mention, found: Member | int) -> None:
        for source in mention.sources:
            self.given[source] = found
        if isinstance(found, Member):
            span = (mention.start, mention.end)
            if span not in found.mentions:
                found.mentions.append(span)

    def _name(self, mention: Mention) -> Member | None:
        start, end = mention.around
        phrase = self.cast.read(self.parse.text[start:end])
        if mention.label in {"GPE", "NORP"} and self.cast.state_of(phrase) is None:
            return None
        if mention.label and not phrase.name and not phrase.before:
            return None
        if (
            not phrase.name
            and phrase.determiner == "the"
            and len(phrase.before) == 1
            and phrase.head in self.actors.papers
        ):
            return None  # it goes back to its author
        if mention.label == "ORG" and any(
            a.form == "demonym" and j == len(phrase.name) for _, j, a in self.actors.find([w.text for w in phrase.name])
        ):
            return None  # an adjective that the parser takes for a body
        return self.cast.meet(phrase)

    def _source(self, mention: Mention, low: str) -> Member | int:
        if low in PRONOUNS:
            found = self._pronoun(mention, low)
            return found if found is not None else self._nobody(low)
        start, end = mention.around
        phrase = self.cast.read(self.parse.text[start:end])
        if not phrase.words:
            phrase = self.cast.read(self._text(mention))
        if low in NOBODY or (phrase.determiner == "no" and not phrase.name):
            return 0  # "No group has claimed the attack": the report says so
        if phrase.determiner in OWN and phrase.head in REPORTERS:
            return next((a.member for a in reversed(self.history) if a.member.person and a.member.kind == "outlet"), 0)
        if (owner := self._owner(phrase, mention)) is not None:
            found = self._owned(phrase, owner)
            if found is not None:
                return found
        if not phrase.name and phrase.determiner in {"the", "this", "that"} and self.cast.link(phrase) is None:
            found = self._nominal(phrase, mention)
            if found is not None:
                return found
        if mention.start < self.title and not phrase.name and (found := self._brief(phrase)) is not None:
            return found
        voice = next(
            (n for n, v in enumerate(self.voices) if phrase.name and squeezed(phrase.spelling) == squeezed(v.name)),
            None,
        )
        if voice is not None:
            return voice
        member = self.cast.meet(phrase)
        if member.person and member.near is None:
            member.near = next(
                (
                    a.member.state
                    for a in reversed(self.history)
                    if a.sentence == mention.sentence and a.member.state is not None and not a.place
                ),
                None,
            )
        if member.state is not None:
            self.cast.call_state(member, self.cast.describe(phrase, member.state))
        return member

    def _anaphor(self, noun: str) -> Member | None:
        sentence = self.history[-1].sentence if self.history else 0
        return by_noun(self.cast.read(f"the {noun}"), sentence, self.history, self.actors)

    def _brief(self, phrase: Phrase) -> Member | None:
        """Whom a title's bare words mean: a member of that kind that has them all."""
        kind = judge(phrase, self.actors, self.cast.elsewhere).kind
        mine = {w.lower for w in phrase.before}
        return next((m for m in self.cast.members if m.mentions and m.kind == kind and mine <= m.words), None)

    def _nominal(self, phrase: Phrase, mention: Mention) -> Member | None:
        if is_bare_person(phrase):
            return person_before(self.history, mention.sentence)
        if len(phrase.before) == 1 and not phrase.after:
            if (
                phrase.head in {"government", "administration", "regime"}
                and (about := home(self.cast.counts)) is not None
            ):
                member = self.cast.meet(self.cast.read(about))
                if not member.mentions:
                    self.cast.call_state(member, about)
                return member
            found = by_noun(phrase, mention.sentence, self.history, self.actors)
            if found is None and phrase.head in self.actors.papers:
                # "The statement said …" after "X said in a statement": its author.
                found = next((a.member for a in reversed(self.history) if a.source and a.member.kind != "outlet"), None)
            return found
        return None

    # ---- pronouns -----------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention, low: str) -> Member | int | None:
        parent = self._parent(mention)
        if low in RELATIVE:
            return self._relative(mention)
        if low in {"one", "another", "some", "many", "others"}:
            return self._one_of(mention, low)
        quoted = any(self._in_quotation(mention, source) for source in mention.sources)
        return antecedent(
            low, mention.sentence, self.history, parent=None if quoted else parent,
            barred=parent if quoted and low not in SEVERAL else self._asker(mention),
            said=tuple(span for source in mention.sources for span in self.attributions[source].content),
        )  # fmt: skip

    def _asker(self, mention: Mention) -> Member | None:
        """Who asks what the words of a source answer: "… a reporter asked. “No,” he said" is not the reporter."""
        start = min((s for source in mention.sources for s, _ in self.attributions[source].content), default=0)
        for attribution in self.order:
            end = attribution.content[-1][1] if attribution.content else start
            asks = 0 < start - end <= NEAR and self._asks(attribution)
            if asks and isinstance(found := self.given.get(attribution.id), Member):
                return found
        return None

    def _asks(self, attribution: Attribution) -> bool:
        """Whether a content is a question: by its mark, or because it opens with "whether"."""
        words = self._content(attribution).strip(QUOTES)
        return words.endswith("?") or words.lower().startswith(ASKING)

    def _nobody(self, low: str) -> Member:
        """Someone of whom the report says no more than the pronoun."""
        several, person = low in SEVERAL, low in PERSONS
        name = "unnamed speakers" if several else "unnamed person" if person else "unnamed speaker"
        member = Member(name=name, person=person, plural=several, named=False)
        self.cast.members.append(member)
        return member

    def _parent(self, mention: Mention) -> Member | None:
        for source in mention.sources:
            above = self.attributions[source].parent
            while above is not None and above in self.attributions:
                found = self.given.get(above)
                if isinstance(found, Member):
                    return found
                above = self.attributions[above].parent
        return None

    def _in_quotation(self, mention: Mention, source: str) -> bool:
        above = self.attributions.get(self.attributions[source].parent or "")
        return above is not None and above.kind == "direct"

    def _relative(self, mention: Mention) -> Member | None:
        before = [a for a in self.history if a.sentence == mention.sentence and a.token < mention.token]
        noun = self.finder.before(mention.token)
        near = bool(before) and mention.token - before[-1].token <= 2
        if near and (noun is None or noun.token <= before[-1].token):
            return before[-1].member
        if noun is None:
            return before[-1].member if before and mention.token - before[-1].token <= 8 else None
        phrase = self.cast.read(self._text(noun))
        papers = phrase.determiner == "the" and phrase.head in self.actors.papers
        return (self._nominal(phrase, noun) if papers else None) or self.cast.meet(phrase)

    def _one_of(self, mention: Mention, low: str) -> Member | None:
        """ "One said …" after "diplomats said": one of them."""
        group = next((a.member for a in reversed(self.history) if a.member.plural), None)
        if group is None:
            return None
        noun = group.name.split()
        member = Member(
            name=f"{low} of the {' '.join(noun)}", person=low in {"one", "another"}, plural=low not in {"one", "another"}, named=False,
            verdict=group.verdict, words=set(group.words), nouns=set(group.nouns),
        )  # fmt: skip
        self.cast.members.append(member)
        return member

    def _first_person(self, mention: Mention) -> None:
        """ "I" is who is quoted; "we" what he or she speaks for. Outside a quotation it is the report's voice."""
        low = clean(self._text(mention)).lower()
        speaker = self._parent(mention) or self._quoted_by(mention)
        if speaker is None:
            self._give(mention, 0)
            return
        if low in {"we", "us", "our"} and speaker.person and speaker.verdict.party is not None:
            body = self.cast.read(speaker.verdict.party)
            speaker = self.cast.link(body) or self._side(speaker, body)
        self._give(mention, speaker)

    def _side(self, speaker: Member, body: Phrase) -> Member:
        member = self.cast.meet(body)
        if member.verdict.weight < 2:
            member.verdict = Verdict(speaker.verdict.kind, speaker.verdict.party, 2)
        return member

    def _quoted_by(self, mention: Mention) -> Member | None:
        """The speaker of the narrowest content that holds the mention."""
        holding = [
            (end - start, a.id)
            for a in self.order
            if a.id not in mention.sources
            for start, end in a.content
            if start <= mention.start and mention.end <= end
        ]
        for _, name in sorted(holding):
            if isinstance(found := self.given.get(name), Member):
                return found
        return None

    # ---- what belongs to someone --------------------------------------------------------------------------------

    def _owner(self, phrase: Phrase, mention: Mention) -> Member | None:
        pronoun = phrase.owner
        if not pronoun:
            for beside in (phrase, *phrase.beside):
                for _, words in beside.after:
                    pronoun = {"their": "they", "his": "he", "her": "she", "its": "it"}.get(words[0].lower, pronoun)
        if not pronoun or pronoun in FIRST:
            return None
        own = None
        if phrase.name and phrase.person:
            own = self.cast.link(phrase)
        return antecedent(pronoun, mention.sentence, self.history, parent=self._parent(mention), barred=own)

    def _owned(self, phrase: Phrase, owner: Member) -> Member | None:
        if phrase.name:
            member = self.cast.meet(phrase)
            office = next((p for p in phrase.beside if p.before), phrase)
            role = self.actors.role_of(office.head) is not None
            if (member.verdict.weight < 2 or role) and owner.verdict.kind is not None:
                party = owner.verdict.party or (owner.name if not owner.person else None)
                member.verdict = Verdict(owner.verdict.kind, party, 2)
            elif member.verdict.party is None and member.verdict.kind in SIDED and not owner.person:
                member.verdict = Verdict(member.verdict.kind, owner.verdict.party or owner.name, 2)
            return member
        if (
            owner.person
            and self.actors.is_body(phrase.head)
            and (body := self.cast.body_of(owner, phrase.head)) is not None
        ):
            return body
        if not phrase.owner:
            return None
        rest = phrase.text.split(" ", 1)[-1]
        mark = "’" if owner.name.endswith("s") else "’s"
        member = self.cast.meet(self.cast.read(f"{owner.name}{mark} {rest}"))
        kind = self.actors.kind_of(phrase.head)
        if kind is None and owner.verdict.kind is not None:
            member.verdict = Verdict(owner.verdict.kind, owner.verdict.party, 2)
        elif member.verdict.party is None and kind in {"government", "military", "police"}:
            member.verdict = Verdict(kind, owner.verdict.party, 2)
        return member

    # ---- through whom, and by what ------------------------------------------------------------------------------

    def _tell(self, attribution: str, span: Span) -> None:
        """Whom a speaker told, where that is an agency or outlet by name."""
        phrase = self.cast.read(self.parse.text[span[0] : span[1]])
        if not phrase.name or phrase.person or judge(phrase, self.actors, self.cast.elsewhere).kind not in MEDIA:
            return
        member = self.cast.meet(phrase)
        self.told[attribution] = member
        if span not in member.mentions:
            member.mentions.append(span)

    def _by_deeds(self) -> None:
        """An unknown name that relays others is an outlet; one that claims attacks is an armed group."""
        relayed = {a.parent for a in self.order if a.parent is not None and a.source}
        for attribution in self.order:
            member = self.given.get(attribution.id)
            if not isinstance(member, Member) or member.verdict.kind is not None or not member.named:
                continue
            words = set(self._content(attribution).lower().split())
            if attribution.act == "report" and attribution.id in relayed and not member.person:
                member.verdict = Verdict("outlet", None, 1)
            elif attribution.act == "claim" and words & self.actors.lists["attacks"]:
                member.verdict = Verdict("armed_group", None if member.person else member.name, 1)

    def _content(self, attribution: Attribution) -> str:
        return " ".join(self.parse.text[start:end] for start, end in attribution.content)

    # ---- speakers -----------------------------------------------------------------------------------------------

    def _made(self) -> tuple[tuple[Attribution, ...], tuple[Speaker, ...]]:
        speakers = list(self.voices)
        ids: dict[int, str] = {}
        for attribution in sorted(self.order, key=lambda a: (a.source[0] if a.source else (0, 0), a.id)):
            found = self.given.get(attribution.id)
            if isinstance(found, Member) and id(found) not in ids:
                ids[id(found)] = f"s{len(speakers)}"
                speakers.append(_speaker(ids[id(found)], found))
        for member in self.told.values():
            if id(member) not in ids:
                ids[id(member)] = f"s{len(speakers)}"
                speakers.append(_speaker(ids[id(member)], member))
        told = {name: ids[id(member)] for name, member in self.told.items()}
        given = {name: f"s{found}" if isinstance(found, int) else ids[id(found)] for name, found in self.given.items()}
        return tuple(replace(a, speaker=given.get(a.id), addressee=told.get(a.id)) for a in self.order), tuple(speakers)


def _speaker(name: str, member: Member) -> Speaker:
    return Speaker(
        id=name, name=member.name, kind=member.kind, party=member.verdict.party, named=member.named,
        mentions=tuple(sorted(member.mentions)), aliases=tuple(sorted(member.aliases - {member.name})),
    )  # fmt: skip
