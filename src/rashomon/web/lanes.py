"""Accounts in time → SVG: lanes of the timeline, and the steps of a figure by speaker."""

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from rashomon.quoting import day, spoken
from rashomon.records import Account, Question
from rashomon.web.plots import is_logarithmic, values
from rashomon.web.surveys import Dot

MARGIN = 2.0
STEPS_HEIGHT = 190
MOST_LINES = 6  # speakers that a plot can tell apart
_TOP = 14
ROW = 11  # pixels from one row of marks in a lane to the next
APART = 2.6  # per cent of the width that two marks of a row need: 10 pixels on a phone
At = Callable[[str], float]


def scale_of_days(days: Sequence[str]) -> At:
    """ISO date or moment → per cent of the width; what lies outside is held at the edge."""
    known = [x for x in (_ordinal(d) for d in days) if x is not None] or [0.0]
    first, last = float(int(min(known))), float(int(max(known))) + 1  # whole days

    def at(value: str) -> float:
        x = _ordinal(value)
        x = first if x is None else min(max(x, first), last)
        return MARGIN + (100 - 2 * MARGIN) * (x - first) / (last - first)

    return at


def _ordinal(value: str) -> float | None:
    """Days, with the hour where it is known; a day alone is its noon."""
    try:
        whole = date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None
    clock = value[11:16]
    if len(clock) == 5 and clock[:2].isdigit() and clock[3:].isdigit():
        return whole + (int(clock[:2]) + int(clock[3:]) / 60) / 24
    return whole + 0.5


def lane(dots: Sequence[Dot], days: Sequence[str], link: Callable[[Dot], str]) -> Markup:
    """One speaker's statements: each a link to its words, with a tail to the day that it speaks of."""
    at = scale_of_days(days)
    rows = _rows([at(dot.account.published or "") for dot in dots])
    height = ROW * (max(rows, default=0) + 1) + 14
    parts = [Markup('<line class="axis" x1="{}%" x2="{}%" y1="15" y2="15"></line>').format(MARGIN, 100 - MARGIN)]
    parts += [
        Markup('<line class="day" x1="{0}%" x2="{0}%" y1="3" y2="{1}"></line>').format(_p(at(f"{d}T00:00")), height - 3)
        for d in days
    ]
    tail = Markup('<line class="tail" x1="{}%" x2="{}%" y1="{}" y2="{}"></line>')
    for dot, row in zip(dots, rows, strict=True):
        x, y = at(dot.account.published or ""), 15 + ROW * row
        if dot.happened is not None and dot.happened[0] is not None and at(dot.happened[0]) < x:
            parts.append(tail.format(_p(at(dot.happened[0])), _p(x), y, y))
    parts += [
        _dot(dot, at(dot.account.published or ""), 15 + ROW * row, link(dot))
        for dot, row in zip(dots, rows, strict=True)
    ]
    return Markup('<svg class="strip lane" width="100%" height="{}">{}</svg>').format(height, Markup("").join(parts))


def _rows(places: Sequence[float]) -> list[int]:
    """The row of each mark, so that none covers another: the first row whose last mark is far enough to the left."""
    ends: list[float] = []
    rows = []
    for x in places:
        row = next((n for n, end in enumerate(ends) if x - end >= APART), len(ends))
        ends[row : row + 1] = [x]
        rows.append(row)
    return rows


def _dot(dot: Dot, x: float, y: int, link: str) -> Markup:
    account = dot.account
    denial = account.polarity == "denied" or account.position == "deny"
    if denial:
        shape, kind = '<path class="cross" d="M-4,-4 L4,4 M4,-4 L-4,4"></path>', "a denial"
    elif account.relation in {"updates", "retracts"}:
        shape, kind = '<path class="mark" d="M0,-6 L6,0 L0,6 L-6,0 Z"></path>', "a correction"
    else:
        shape, kind = '<circle class="mark" r="4.5"></circle>', "a statement"
    state = "old" if account.superseded_by else "live"
    words = f"{dot.title} {spoken(account)}: {kind} of {account.speaker}, {day(account.published)}"
    words += f", carried by {dot.reports} reports" if dot.reports > 1 else ""
    return Markup(
        '<a href="{}" class="{}" aria-label="{}"><title>{}</title><svg x="{}%" y="{}" overflow="visible">{}</svg></a>'
    ).format(link, state, words, words, _p(x), y, Markup(shape))


def steps(question: Question) -> Markup:
    """The figure over time: a step line a speaker, from each statement to the next."""
    said: dict[str, list[Account]] = {}
    for account in sorted(question.accounts, key=lambda a: (a.published or "", a.id)):
        if account.published and values([account]):
            said.setdefault(account.speaker, []).append(account)
    if sum(len(v) for v in said.values()) < 2 or is_logarithmic(question.accounts):
        return Markup("")
    days = sorted({(a.published or "")[:10] for own in said.values() for a in own})
    if len(days) < 2:
        return Markup("")
    at = scale_of_days(days)
    top = max(values(question.accounts)) or 1
    shown = sorted(said.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_LINES]

    def y(account: Account) -> float:
        value = next(v for v in (account.best, account.low, account.high) if v is not None)
        return _TOP + (STEPS_HEIGHT - 2 * _TOP - 14) * (1 - value / top)

    floor = STEPS_HEIGHT - _TOP - 14
    parts = [
        Markup('<line class="axis" x1="{}%" x2="{}%" y1="{}" y2="{}"></line>').format(
            MARGIN, 100 - MARGIN, floor, floor
        )
    ]
    for d in days:
        parts.append(
            Markup(
                '<line class="day" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"></line><text class="tick" x="{0}%" dx="4" y="{3}">{4}</text>'
            ).format(_p(at(f"{d}T00:00")), _TOP, floor, STEPS_HEIGHT - 6, day(d).rsplit(" ", 1)[0])
        )
    for n, (speaker, own) in enumerate(shown):
        parts.append(_steps_of(n, speaker, own, at, y))
    told = "; ".join(
        f"{speaker}: {', then '.join(f'{spoken(a)} on {day(a.published)}' for a in own)}" for speaker, own in shown
    )
    return Markup('<svg class="steps" role="img" aria-label="{}" width="100%" height="{}">{}</svg>').format(
        told, STEPS_HEIGHT, Markup("").join(parts)
    )


def _steps_of(n: int, speaker: str, own: Sequence[Account], at: At, y: Callable[[Account], float]) -> Markup:
    parts = []
    points = [(at(a.published or ""), y(a), a) for a in own]
    for i, (x, height, _) in enumerate(points):
        end = points[i + 1][0] if i + 1 < len(points) else 100 - MARGIN
        parts.append(
            Markup('<line x1="{}%" x2="{}%" y1="{}" y2="{}"></line>').format(_p(x), _p(end), _p(height), _p(height))
        )
        if i + 1 < len(points):
            parts.append(
                Markup('<line x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"></line>').format(
                    _p(end), _p(height), _p(points[i + 1][1])
                )
            )
    for i, (x, height, account) in enumerate(points):
        words = spoken(account)
        parts.append(
            Markup('<circle cx="{}%" cy="{}" r="4"><title>{}: {}, {}</title></circle>').format(
                _p(x), _p(height), speaker, words, day(account.published)
            )
        )
        if i == 0 or words != spoken(points[i - 1][2]):
            parts.append(Markup('<text x="{}%" y="{}" dx="-2" dy="-8">{}</text>').format(_p(x), _p(height), words))
    return Markup('<g class="line l{}">{}</g>').format(n, Markup("").join(parts))


def step_speakers(question: Question) -> list[str]:
    """The speakers of ``steps``, in the order of its lines."""
    counted: dict[str, int] = {}
    for account in question.accounts:
        if account.published and values([account]):
            counted[account.speaker] = counted.get(account.speaker, 0) + 1
    return sorted(counted, key=lambda name: (-counted[name], name))[:MOST_LINES]


def _p(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
