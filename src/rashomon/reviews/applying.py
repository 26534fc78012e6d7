"""What is in force → analyses as people corrected them, and questions that say by whom and when they were reviewed.

The analyses that the store keeps stay as the machine made them: this is done anew whenever they are compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rashomon.board import interval
from rashomon.comparing.identities import name_key
from rashomon.comparing.joining import Bonds
from rashomon.records import Account, Analysis, Claim, Figure, Place, Question, Speaker, Time
from rashomon.reviews.records import Review
from rashomon.reviews.replaying import Judged

PAST = {
    "add": "added", "confirm": "confirmed", "reject": "rejected", "correct": "corrected", "together": "merged", "apart": "split",
    "not_comparable": "set aside", "note": "noted", "verdict": "judged", "speaker": "renamed", "level": "classed",
    "forget": "forgot", "undo": "took back",
}  # fmt: skip


def bonds_of(judged: Judged) -> Bonds:
    """The pairs that are in force, as comparing takes them."""
    return Bonds(together=frozenset(judged.together), apart=frozenset(judged.apart), aside=frozenset(judged.aside))


# ---- on analyses ------------------------------------------------------------------------------------------------


def applied(analyses: Iterable[Analysis], judged: Judged) -> Iterator[Analysis]:
    """The analyses with claims added, rejected and corrected, and speakers named as people named them."""
    added: dict[str, list[Review]] = {}
    for entry in judged.added.values():
        added.setdefault(entry.targets[0].report, []).append(entry)
    for analysis in analyses:
        mine = added.get(analysis.report.id, ())
        yield _applied(analysis, mine, judged)


def _applied(analysis: Analysis, added: Iterable[Review], judged: Judged) -> Analysis:
    known = {claim.id for claim in analysis.claims}
    for entry in added:
        if entry.targets[0].claim not in known:
            analysis = _with_claim(analysis, entry)
    for claim in analysis.claims:
        for entry in judged.corrected.get(claim.id, {}).values():
            analysis = correct(analysis, claim.id, entry)
    claims = tuple(c for c in analysis.claims if c.id not in judged.rejected)
    speakers = tuple(_named(s, judged.speakers) for s in analysis.speakers) if judged.speakers else analysis.speakers
    return replace(analysis, claims=claims, speakers=speakers)


def _named(speaker: Speaker, names: Mapping[str, Review]) -> Speaker:
    """A speaker with the name, other names, party and kind that were given to it once for the situation."""
    key = name_key(speaker.name)
    entry = names.get(key) or next(
        (e for e in names.values() if key in map(name_key, e.after.get("aliases", ()))), None
    )
    if entry is None:
        return speaker
    given: dict[str, Any] = {k: v for k, v in entry.after.items() if k in {"name", "party", "kind"} and v}
    other = (speaker.name,) if given.get("name", speaker.name) != speaker.name else ()
    aliases = tuple(dict.fromkeys([*speaker.aliases, *other, *entry.after.get("aliases", ())]))
    return replace(speaker, aliases=aliases, **given)


def _with_claim(analysis: Analysis, entry: Review) -> Analysis:
    """The analysis with a claim that a person found by marking its words."""
    target, text = entry.targets[0], analysis.report.text
    values, name = target.values, f"review-{entry.number}"
    start, end = target.span
    if not (0 <= start < end <= len(text)) or text[start:end] != target.quote:
        return analysis
    figure = values.get("figure")
    claim = Claim(
        id=target.claim, attribution=name, speaker=None, said_at=analysis.report.published, kind=values["kind"],
        text=" ".join(target.quote.split()), spans=(target.span,), evidence=target.span, predicate=values.get("predicate"),
        actor=values.get("actor"), target=values.get("target"), position=values.get("position"),
        polarity=values.get("polarity", "asserted"), figures=(name,) if figure else (),
    )  # fmt: skip
    if figure:
        given = Figure(
            id=name, span=tuple(figure["span"]), words=text[slice(*figure["span"])], measure=values["measure"],
            low=figure["low"], best=figure["best"], high=figure["high"], approximator=None, rule="reviewed", quantifier="Exact",
            unit=figure.get("unit") or "people", group=figure.get("group"),
        )  # fmt: skip
        analysis = replace(analysis, figures=(*analysis.figures, given))
        claim = replace(claim, predicate=values["measure"])
    claims = sorted((*analysis.claims, claim), key=lambda c: (c.evidence[0], c.spans, c.kind, c.id))
    analysis = replace(analysis, claims=tuple(claims))
    for field in ("speaker", "place", "time"):
        if values.get(field):
            made = replace(entry, act="correct", field=field, after=values[field])
            analysis = correct(analysis, claim.id, made)
    return analysis


def correct(analysis: Analysis, name: str, entry: Review) -> Analysis:
    """The analysis with one field of the claim ``name`` as the entry has it."""
    claim = next(c for c in analysis.claims if c.id == name)
    made, after = f"review-{entry.number}", entry.after
    match entry.field:
        case "speaker" | "party":
            speaker = _speaker(analysis, claim, entry, made)
            analysis = replace(analysis, speakers=(*(s for s in analysis.speakers if s.id != speaker.id), speaker))
            claim = replace(claim, speaker=speaker.id, via=() if entry.field == "speaker" else claim.via)
        case "figure":
            low, best, high = (after[bound] for bound in ("low", "best", "high"))
            changed = {
                "low": low,
                "best": best,
                "high": high,
                "words": interval(low, best, high),
                "rule": "reviewed",
                "approximator": None,
            }
            analysis = _with_figure(analysis, claim, changed)
        case "measure":
            analysis = _with_figure(analysis, claim, {"measure": after})
            claim = replace(claim, predicate=after)
        case "place":
            # An empty span: the name need not stand in the text, and yet the sentence is about it.
            where = Place(id=made, span=(claim.evidence[0], claim.evidence[0]), **after)
            analysis = replace(analysis, places=(*(p for p in analysis.places if p.id != made), where))
            claim = replace(claim, places=(made,))
        case "time":
            days = [date.fromisoformat(after[end]) if after.get(end) else None for end in ("start", "end")]
            span = (claim.evidence[0], claim.evidence[0])
            when = Time(id=made, span=span, words="", start=days[0], end=days[1], precision=1)
            analysis = replace(analysis, times=(*(t for t in analysis.times if t.id != made), when))
            claim = replace(claim, times=(made,))
        case "polarity":
            claim = replace(claim, polarity=after)
        case "position":
            claim = replace(claim, position=after)
        case _:
            pass
    return replace(analysis, claims=tuple(claim if c.id == name else c for c in analysis.claims))


def _speaker(analysis: Analysis, claim: Claim, entry: Review, made: str) -> Speaker:
    """The speaker that a claim is given: one of the report by that name, or a new one; or its own with another party."""
    before = next((s for s in analysis.speakers if s.id == claim.speaker), None)
    if entry.field == "party" and before is not None:
        return replace(before, id=made, party=entry.after)
    named = entry.after["name"] if entry.field == "speaker" else analysis.report.publisher or "unnamed outlet"
    same = next((s for s in analysis.speakers if name_key(s.name) == name_key(named)), None)
    if same is not None:
        return same
    given = entry.after if entry.field == "speaker" else {"party": entry.after}
    return Speaker(
        id=made, name=named, kind=given.get("kind") or "other", party=given.get("party"), named=True, mentions=()
    )


def _with_figure(analysis: Analysis, claim: Claim, values: Mapping[str, Any]) -> Analysis:
    mine = set(claim.figures[:1])
    figures = tuple(replace(f, **values) if f.id in mine else f for f in analysis.figures)
    return replace(analysis, figures=figures)


# ---- on questions -----------------------------------------------------------------------------------------------


def marked(questions: Iterable[Question], judged: Judged) -> tuple[Question, ...]:
    """The questions with who reviewed them and their accounts, verdicts, notes, and whether new accounts changed them since."""
    if not judged.entries:
        return tuple(questions)
    by_claim: dict[str, list[Review]] = {}
    for entry in judged.entries:
        for target in entry.targets:
            by_claim.setdefault(target.claim, []).append(entry)
    by_name = {name_key(entry.after["name"]): entry for entry in judged.speakers.values() if entry.after.get("name")}
    by_name |= judged.speakers
    return tuple(_marked(question, by_claim, by_name) for question in questions)


def _marked(question: Question, by_claim: Mapping[str, list[Review]], by_name: Mapping[str, Review]) -> Question:
    accounts = tuple(_marked_account(account, by_claim, by_name) for account in question.accounts)
    claims = {a.claim for a in accounts}
    about = {e.number: e for a in accounts for e in by_claim.get(a.claim, ()) if e.question}
    whole = [about[n] for n in sorted(about)]
    # A verdict or note goes with the question that holds its founding claim; without that claim it is an orphan.
    spoken = [e for e in whole if e.act in {"verdict", "note"} and e.targets[0].claim in claims]
    verdict = next((f"{e.after}, by {signed(e)}: {e.why}" for e in reversed(spoken) if e.act == "verdict"), None)
    notes = tuple(f"{e.after}, by {signed(e)}" for e in spoken if e.act == "note")
    judging = [e for e in whole if e.act != "note" and (e.act != "verdict" or e in spoken)]
    return replace(
        question, accounts=accounts, verdict=verdict, notes=notes,
        reviewed=f"{PAST[judging[-1].act]} by {signed(judging[-1])}" if judging else None,
        changed_after_review=bool(judging) and _has_changed(question, judging, claims),
    )  # fmt: skip


def _has_changed(question: Question, judging: list[Review], claims: set[str]) -> bool:
    """Whether there are accounts that nobody had seen, and the answer is another than the one judged."""
    seen = {t.claim for entry in judging for t in entry.targets}
    if claims <= seen:
        return False
    judged = judging[-1].before
    return judged is None or (judged["status"], judged["low"], judged["high"]) != (
        question.status,
        question.low,
        question.high,
    )


def _marked_account(account: Account, by_claim: Mapping[str, list[Review]], by_name: Mapping[str, Review]) -> Account:
    own = [e for e in by_claim.get(account.claim, ()) if not e.question and e.act != "note"]
    renamed = by_name.get(name_key(account.speaker))
    last = max([*own, *([renamed] if renamed else [])], key=lambda e: e.number, default=None)
    return account if last is None else replace(account, reviewed=f"{told(last)} by {signed(last)}")


def told(entry: Review) -> str:
    """What was done in a few words: ``corrected place``."""
    return f"{PAST[entry.act]} {entry.field}" if entry.field else PAST[entry.act]


def signed(entry: Review) -> str:
    """By whom and when: ``Ada, 2026-11-25T18:05:09+00:00``."""
    return f"{entry.actor}, {entry.at}"
