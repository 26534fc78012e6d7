"""Accounts → strips and plots as SVG, made on the server: no script, no style but the sheet's, lengths in per cent so that they fit any width."""

import math
from collections.abc import Callable, Sequence

from markupsafe import Markup

from rashomon.quoting import spoken
from rashomon.records import Account, Number, Question

MARGIN = 3.0  # per cent kept free at either end, so that a mark on the edge is whole
MOST_RATIO = 150  # highest over lowest from which a linear strip would show nothing
Scale = Callable[[Number], float]


SIGNS = {  # one drawing a status, so that it is told apart without its colour
    "disputed": "M3,5.5 H11 M3,8.5 H11 M9.2,2.5 L4.8,11.5",
    "denied": "M4,4 L10,10 M10,4 L4,10",
    "updated": "M11,7 A4,4 0 1 1 9.6,4 M10.4,1.6 L9.8,4.3 L7.2,4",
    "agreed": "M3,5.5 H11 M3,8.5 H11",
    "single_source": "M5.4,5 L7.3,3.4 V10.6",
}


def sign(status: str) -> Markup:
    """The drawing of a status; the word stands beside it."""
    return Markup(
        '<svg class="sign" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">'
        '<rect x="0.75" y="0.75" width="12.5" height="12.5" rx="2.5"></rect><path d="{}"></path></svg>'
    ).format(SIGNS[status])


def values(accounts: Sequence[Account]) -> list[Number]:
    """Every bound that the accounts give."""
    return [v for a in accounts for v in (a.low, a.best, a.high) if v is not None]


def is_logarithmic(accounts: Sequence[Account]) -> bool:
    """Whether the values lie so far apart that only their orders of magnitude can be shown."""
    found = [v for v in values(accounts) if v > 0]
    return bool(found) and max(found) / min(found) > MOST_RATIO


def scale_of(accounts: Sequence[Account]) -> Scale:
    """Value → per cent of the width, from nought to the highest value."""
    found = values(accounts)
    top = max(found, default=0) or 1
    room = 100 - 2 * MARGIN
    if is_logarithmic(accounts):
        return lambda v: MARGIN + room * math.log1p(max(v, 0)) / math.log1p(top)
    return lambda v: MARGIN + room * max(v, 0) / top


def strip(question: Question) -> Markup:
    """The board's bar: low to high, with each claimant's mark."""
    accounts = [a for a in question.accounts if values([a])]
    if not accounts:
        return Markup("")
    at = scale_of(accounts)
    parts = [_line(0, 100, "axis")]
    if question.low is not None and question.high is not None:
        parts.append(
            Markup('<rect class="range" x="{}%" y="7" width="{}%" height="12" rx="2"></rect>').format(
                _p(at(question.low)), _p(max(at(question.high) - at(question.low), 0.8))
            )
        )
    elif question.low is not None:
        parts.append(
            Markup('<rect class="range open" x="{}%" y="7" width="{}%" height="12" rx="2"></rect>').format(
                _p(at(question.low)), _p(100 - at(question.low))
            )
        )
    parts += [_mark(account, at) for account in accounts]
    return _svg(_told(accounts, question), parts, "strip")


def account_strip(account: Account, accounts: Sequence[Account]) -> Markup:
    """One account on the scale of all."""
    if not values([account]):
        return Markup("")
    parts = [_line(0, 100, "axis"), _mark(account, scale_of(accounts))]
    return _svg(f"{account.speaker}: {spoken(account)}", parts, "strip one")


def tally(question: Question) -> Markup:
    """How many accounts take which position, as a bar of as many cells."""
    order = {"affirm": 0, "unclear": 1, "deny": 2}
    taken = sorted((_side(a) for a in question.accounts), key=order.__getitem__)
    width = min(100 / len(taken), 9.0)
    parts = [
        Markup('<rect class="cell {}" x="{}%" y="7" width="{}%" height="12" rx="1"></rect>').format(
            p, _p(n * width), _p(width - 1.2)
        )
        for n, p in enumerate(taken)
    ]
    told = ", ".join(f"{taken.count(p)} {p}" for p in dict.fromkeys(taken))
    return _svg(told, parts, "strip tally")


def _side(account: Account) -> str:
    """Affirm, deny or unclear; who names someone as responsible affirms, who says "not X" denies."""
    position = account.position or ""
    if position in {"deny", "unclear"}:
        return position
    return "deny" if position.startswith("not ") or account.polarity == "denied" else "affirm"


def _told(accounts: Sequence[Account], question: Question) -> str:
    rule = "; distances are orders of magnitude" if is_logarithmic(accounts) else ""
    said = "; ".join(
        dict.fromkeys(f"{a.speaker}: {spoken(a)}{' (superseded)' if a.superseded_by else ''}" for a in accounts)
    )
    return f"{said}{rule}"


def _p(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _svg(label: str, parts: Sequence[Markup], kind: str) -> Markup:
    body = Markup("").join(parts)
    return Markup('<svg class="{}" role="img" aria-label="{}" width="100%" height="26">{}</svg>').format(
        kind, label, body
    )


def _line(start: float, end: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{}%" x2="{}%" y1="13" y2="13"></line>').format(kind, _p(start), _p(end))


def _mark(account: Account, at: Scale) -> Markup:
    """An interval as a line, its best value as a point; an arrow where it is open; hollow where it is superseded."""
    state = "old" if account.superseded_by else "denied" if account.polarity == "denied" else "live"
    title = Markup("<title>{}: {}</title>").format(account.speaker, spoken(account))
    parts = []
    low, high = account.low, account.high
    point = account.best if account.best is not None else low if low is not None else high
    assert point is not None
    if low is not None and high is not None and low != high:
        parts.append(_line(at(low), at(high), "span"))
    x = _p(at(point))
    if high is None:
        shape = '<path class="mark" d="M-4,-5 L5,0 L-4,5 Z"></path>'
    elif low is None:
        shape = '<path class="mark" d="M4,-5 L-5,0 L4,5 Z"></path>'
    elif account.best is None:
        shape = '<rect class="mark" x="-2" y="-6" width="4" height="12"></rect>'
    else:
        shape = '<circle class="mark" r="4.5"></circle>'
    parts.append(Markup('<svg x="{}%" y="13" overflow="visible">{}</svg>').format(x, Markup(shape)))
    return Markup('<g class="{}">{}{}</g>').format(state, title, Markup("").join(parts))
