"""Speakers on the field corpus: who stands behind each source, its kind and party; by itself and behind the finder.

Twice the same shares, in [0, 1]: ``gold_*`` with the gold's attributions handed to ``resolve_speakers``, the others over the
attributions that the finder matches (``bench.attribution_scores``). Attributions with a source and a gold speaker count.

* ``kind``: the same kind. ``party``: both have none, or the two names share a word that tells (``telling_words``).
* ``name``: the speaker's name shares a telling word with the gold speaker's name or with one of its mentions.
* ``pronoun``, ``nominal``: of the sources that are a pronoun, or have no name in them though their speaker has another
  mention or name, the share that is resolved (``resolved``).
* ``same``: B-cubed F1 (Bagga and Baldwin 1998) of the attributions of one text, put together by speaker.

    python -m bench.field_speakers FOLDER [FILE]
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.attribution_scores import match, tokens_of
from bench.finding import trained
from bench.polnear import as_roles
from rashomon.models import Parser
from rashomon.parsing import SpacyParser
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Attribution, Parse, Report, Span, Speaker
from rashomon.sentences import split_sentences
from rashomon.speakers import resolve_speakers
from rashomon.world.actors import Actors, load_actors

PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "him", "her", "them", "us", "me", "who", "which", "one"})
# Words that many names share: they do not tell one speaker from another.
COMMON = frozenset({
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "by", "and", "or", "its", "his", "her", "their", "our", "my",
    "with", "from", "who", "that", "which", "united", "national", "state", "states", "group", "party", "government",
    "official", "officials", "spokesman", "spokeswoman", "spokesperson", "source", "sources", "minister", "ministry",
    "president", "foreign", "defence", "defense", "administration", "regime", "authorities", "senior", "leader", "head",
    "chief", "member", "mr", "mrs", "ms", "dr",
})  # fmt: skip
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Source:
    """An attribution's gold speaker and source, and the speaker that was found for it."""

    spans: tuple[Span, ...]
    gold: Mapping[str, Any]
    found: Speaker | None


def score(folder: Path, *, file: str = "field_dev.jsonl", parser: Parser | None = None) -> dict[str, float]:
    """Score every text of the file; see the module's docstring for the numbers."""
    parser, find, actors = parser or SpacyParser(), trained(), load_actors()
    reports = {
        r.id: r for r in read_inputs([str(folder / "articles.jsonl")], defaults=Defaults()) if isinstance(r, Report)
    }
    counted: dict[str, Counter[str]] = {"gold_": Counter(), "": Counter()}
    for line in (folder / file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parse = split_sentences(row["text"], parser)
        given = tuple(as_attribution(a) for a in row["attributions"])
        found = find(parse)
        pairs = match(tokens_of(row["text"], row["attributions"]), tokens_of(row["text"], [as_roles(a) for a in found]))
        for prefix, attributions, matched in (
            ("gold_", given, [(i, i) for i in range(len(given))]),
            ("", found, pairs),
        ):
            report = reports[row["id"]]
            sources = sources_of(row, resolve(report, parse, attributions, actors), matched)
            counted[prefix].update(count(row["text"], sources))
    return {prefix + key: value for prefix, counts in counted.items() for key, value in rates(counts).items()}


def as_attribution(row: Mapping[str, Any]) -> Attribution:
    """A gold attribution as the finder would give it, without its speaker."""
    given: dict[str, Any] = {role: tuple(tuple(span) for span in row[role]) for role in ("source", "cue", "content")}
    given |= {label: row[label] for label in ("id", "kind", "act", "polarity", "modality", "parent")}
    return Attribution(**given)


def resolve(
    report: Report, parse: Parse, attributions: tuple[Attribution, ...], actors: Actors
) -> list[Speaker | None]:
    """The speaker of each attribution."""
    given, speakers = resolve_speakers(report, parse, attributions=attributions, actors=actors)
    by_id = {s.id: s for s in speakers}
    return [by_id.get(a.speaker or "") for a in given]


def sources_of(
    row: Mapping[str, Any], found: Sequence[Speaker | None], pairs: Sequence[tuple[int, int]]
) -> list[Source]:
    """The matched attributions that have a source and a speaker in the gold."""
    speakers = {s["id"]: s for s in row["speakers"]}
    return [
        Source(tuple(tuple(span) for span in gold["source"]), speakers[gold["speaker"]], found[j])
        for i, j in pairs
        if (gold := row["attributions"][i])["source"] and gold["speaker"] in speakers
    ]


def count(text: str, sources: Sequence[Source]) -> Counter[str]:
    """Hits and totals of one text."""
    counted: Counter[str] = Counter(all=len(sources))
    for source in sources:
        words = " ".join(text[start:end] for start, end in source.spans)
        referring = reference(words, text, source.gold)
        if referring:
            counted[f"{referring}_all"] += 1
            counted[referring] += resolved(text, source)
        if source.found is None:
            continue
        counted["kind"] += source.found.kind == source.gold["kind"]
        counted["party"] += same_name(source.found.party, source.gold["party"])
        counted["name"] += bool(telling_words(source.found.name) & known_words(text, source.gold))
    precision, recall = b_cubed([(s.gold["id"], s.found.id if s.found else "") for s in sources])
    counted.update({"same_p": precision, "same_r": recall})
    return counted


def rates(counted: Mapping[str, float]) -> dict[str, float]:
    """Shares from the counts."""
    every = counted.get("all", 0) or 1
    made = {key: counted.get(key, 0) / every for key in ("kind", "party", "name")}
    for key in ("pronoun", "nominal"):
        made[key] = counted.get(key, 0) / (counted.get(f"{key}_all", 0) or 1)
    precision, recall = counted.get("same_p", 0) / every, counted.get("same_r", 0) / every
    made["same"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return made


def reference(words: str, text: str, speaker: Mapping[str, Any]) -> str | None:
    """``pronoun``, or ``nominal`` where the source has no name in it and the speaker is called by other words too."""
    plain = words.strip("“”\"'‘’ ")
    if plain.lower() in PRONOUNS:
        return "pronoun"
    if any(w[:1].isupper() for w in plain.split()[1:]) or (plain[:1].isupper() and len(plain.split()) == 1):
        return None
    mine = telling_words(plain)
    others = {text[start:end] for start, end in speaker["mentions"]} - {words}
    others = {o for o in others if o.lower() not in PRONOUNS and telling_words(o) != mine}
    return "nominal" if others or not telling_words(speaker["name"]) & mine else None


def resolved(text: str, source: Source) -> bool:
    """Whether the found speaker has another mention of the gold one, or a name that only the gold one's words give."""
    if source.found is None:
        return False
    own = source.spans
    others = [tuple(m) for m in source.gold["mentions"] if not any(_meet(tuple(m), s) for s in own)]
    if any(_meet(m, o) and text[m[0] : m[1]].lower() not in PRONOUNS for m in source.found.mentions for o in others):
        return True
    here = telling_words(" ".join(text[start:end] for start, end in own))
    return bool((telling_words(source.found.name) - here) & known_words(text, source.gold))


def known_words(text: str, speaker: Mapping[str, Any]) -> frozenset[str]:
    """The telling words of a gold speaker's name and mentions."""
    mentions = [text[start:end] for start, end in speaker["mentions"]]
    return telling_words(" ".join([speaker["name"], *(m for m in mentions if m.lower() not in PRONOUNS)]))


def telling_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others; all of them where there is no such word. A state is one word in all its names.

    >>> sorted(telling_words("The Foreign Ministry of Varenia"))
    ['varenia']
    """
    said = list(name.split())
    for first, last, actor in load_actors().find(said):
        if actor.form != "actor":
            said[first:last] = ["-".join(actor.name.split()), *[""] * (last - first - 1)]
    words = frozenset(w.lower() for word in said for w in ([word] if "-" in word else _WORD.findall(word)) if w)
    return (words - COMMON - {"s"}) or words - {"the", "a", "an"}


def same_name(a: str | None, b: str | None) -> bool:
    """Both none, or a telling word in common."""
    if not a or not b:
        return not a and not b
    return bool(telling_words(a) & telling_words(b))


def b_cubed(labels: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Sums over the items of precision and recall, by pairs of (gold label, found label)."""
    precision = recall = 0.0
    both, gold, found = Counter(labels), Counter(g for g, _ in labels), Counter(f for _, f in labels)
    for g, f in labels:
        precision += both[g, f] / found[f]
        recall += both[g, f] / gold[g]
    return precision, recall


def _meet(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


if __name__ == "__main__":
    for name, value in score(Path(sys.argv[1]), file=(sys.argv[2:] or ["field_dev.jsonl"])[0]).items():
        print(f"{name:26s} {value:.3f}")
