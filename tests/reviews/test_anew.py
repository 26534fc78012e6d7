"""A situation with 300 reviews of all kinds is analysed anew by the rules alone: every review holds its claim or is an orphan, none moves."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest

from rashomon import demo
from rashomon.pipeline import Models, analyse_groups, compare, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Analysis, Report
from rashomon.reviews import applied, attach, replay
from rashomon.reviews.making import Wish, make_entry

AT = datetime(2026, 11, 25, tzinfo=UTC).isoformat(timespec="seconds")
REVIEWS = 300


@pytest.fixture(scope="module")
def trained() -> list[Analysis]:
    """The bundled situation as the trained tagger reads it."""
    reports = [r for r in read_inputs([str(demo.reports_path())], defaults=Defaults()) if isinstance(r, Report)]
    return list(analyse_groups([(report,) for report in reports]))


def wishes(analyses: list[Analysis]):
    """300 wishes of every kind, spread over all claims of the situation."""
    claims = [c for a in analyses for c in a.claims]
    figures = cycle([c.id for c in claims if c.kind == "figure"])
    told = cycle([c.id for c in claims if c.kind != "figure"])
    reports = cycle([a.report for a in analyses if a.claims])
    names = cycle(sorted({s.name for a in analyses for s in a.speakers if s.named}))
    fields = cycle([("figure", "123457"), ("measure", "aircraft"), ("place", "Dorn"), ("time", "2001-01-01"), ("speaker", "Ora Lind"), ("party", "Lind"), ("polarity", "denied")])  # fmt: skip
    for n in range(REVIEWS):
        match n % 12:
            case 0 | 1:
                yield {"act": "confirm", "claims": (next(figures),)}
            case 2:
                yield {"act": "reject", "claims": (next(told),)}
            case 3 | 4:
                field, after = next(fields)
                yield {"act": "correct", "claims": (next(figures),), "field": field, "after": after}
            case 5:
                yield {"act": "correct", "claims": (next(told),), "field": "position", "after": f"side {n}"}
            case 6:
                yield {"act": "together", "claims": (next(figures),), "others": (next(figures),)}
            case 7:
                yield {"act": "apart", "claims": (next(told),), "others": (next(told),)}
            case 8:
                yield {"act": "not_comparable", "claims": (next(figures),), "others": (next(figures),)}
            case 9:
                yield {"act": "note", "claims": (next(told),), "after": f"note {n}"}
            case 10:
                yield {"act": "verdict", "claims": (next(figures),), "after": f"verdict {n}", "why": "the list"}
            case _:
                report = next(reports)
                values = {"kind": "figure", "figure": str(n), "measure": "missing"}
                yield next(cycle([
                    {"act": "add", "subject": report.id, "span": (n % 40, n % 40 + 30), "after": values},
                    {"act": "speaker", "subject": next(names), "after": {"party": f"party {n}"}},
                ][(n // 12) % 2 :]))  # fmt: skip


def test_every_review_holds_its_claim_or_is_listed_as_an_orphan(trained: list[Analysis], tmp_path: Path) -> None:
    models = load_models()
    log: list = []
    made = Counter()
    for wish in wishes(trained):
        judged = replay(log)
        told = list(applied(trained, judged))
        known = {c.id for a in told for c in a.claims}
        claims = tuple(c for c in wish.get("claims", ()) if c in known)
        if wish.get("claims") and not claims:
            wish = {"act": "undo", "undoes": next(e.number for e in log if e.act == "reject")}
        entry = make_entry(Wish(actor="Ada", **wish), told, (), log, at=AT)
        log.append(replace(entry, number=len(log) + 1))
        made[entry.act] += 1
    assert len(log) == REVIEWS
    assert set(made) >= {
        "add",
        "confirm",
        "reject",
        "correct",
        "together",
        "apart",
        "not_comparable",
        "note",
        "verdict",
        "speaker",
    }
    anew = rules_alone(models)
    before, after = attach(trained, replay(log).entries), attach(anew, replay(log).entries)
    assert before.orphans == ()
    claims = {c.id: (a.report.id, a.report.text[slice(*c.evidence)]) for a in trained for c in a.claims}
    again = {c.id for a in anew for c in a.claims}
    held, lost = {e.number for e in after.held}, {o.review.number for o in after.orphans}
    assert held | lost == {e.number for e in before.held}
    assert not held & lost
    added = {t.claim for e in log if e.act == "add" for t in e.targets}
    for entry in after.held:
        assert all(t.claim in again | added for t in entry.targets)
    for orphan in after.orphans:
        assert orphan.missing
        assert all(t.claim not in again for t in orphan.missing)
    for entry in log:  # what was judged is kept word for word, whatever the machine reads now
        for target in entry.targets:
            if target.claim in claims:
                assert claims[target.claim] == (target.report, target.quote)
    # An orphan changes nothing: the board is that of the entries that hold, or of those claims of a pair that are there.
    whole = compare(anew, models, log)
    assert {a.claim for q in whole for a in q.accounts if a.reviewed} <= again | added
    # As the tagger is now: 214 hold, 86 are orphans. New weights may move the two, and never their sum.
    assert len(held) + len(lost) == len(before.held) == REVIEWS
    assert len(held) > REVIEWS / 2
    assert len(lost) > REVIEWS / 20


def rules_alone(models: Models) -> list[Analysis]:
    """The same reports as the rule-based twin reads them."""
    from rashomon.pipeline import analyse

    reports = [r for r in read_inputs([str(demo.reports_path())], defaults=Defaults()) if isinstance(r, Report)]
    return [analyse(report, replace(models, tagger=None)) for report in reports]
