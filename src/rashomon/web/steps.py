"""A question's figure over time → a step line a speaker."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from markupsafe import Markup

from rashomon.quoting import day, spoken
from rashomon.records import Account, Question
from rashomon.web.drawing import Mark, draw, keyed
from rashomon.web.plots import is_logarithmic, values

WIDTHS = {"broad": 860, "slim": 320}  # pixels of the drawing on a wide screen and on a phone
HEIGHT = 170
MOST_LINES = 6  # speakers that a plot can tell apart
MOST_TICKS = {"broad": 9, "slim": 4}
DASHES = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [12, 4], [1, 4])
LINES = [f"l{n}" for n in range(MOST_LINES)]


def moment(value: str) -> datetime | None:
    """A publication on the axis: its hour where that is known; a day alone is its noon; nothing where no day is known."""
    try:
        whole = date.fromisoformat(value[:10])
        clock = time.fromisoformat(value[11:16]) if len(value) >= 16 else time(12)
    except ValueError:
        return None
    return datetime.combine(whole, clock, UTC)


def ticks(days: list[date], most: int) -> list[date]:
    """Every day from the first to the last where there is room, else every so many."""
    whole = [days[0] + timedelta(n) for n in range((days[-1] - days[0]).days + 1)]
    return whole[:: -(-len(whole) // most)]


def time_axis(days: list[date], most: int, **more: Any) -> dict[str, Any]:
    """The encoding of a horizontal axis of whole days, marked at their beginnings."""
    return {
        "field": "at",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [stamp(days[0]), stamp(days[-1] + timedelta(1))], "nice": False},
        "axis": {"values": [stamp(d) for d in ticks(days, most)], "format": "%-d %b", "labelAlign": "left", "labelOffset": 0, "grid": True, "ticks": True} | more,
    }  # fmt: skip


def stamp(value: date) -> int:
    """Milliseconds since 1970 in UTC; a date is its first moment."""
    whole = value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)
    return int(whole.timestamp() * 1000)


def told(question: Question) -> list[tuple[str, list[tuple[datetime, Account]]]]:
    """The speakers who say most, each with their dated figures in order; nothing where that is no course of time."""
    said: dict[str, list[tuple[datetime, Account]]] = {}
    for account in sorted(question.accounts, key=lambda a: (a.published or "", a.id)):
        at = moment(account.published or "")
        if at is not None and values([account]):
            said.setdefault(account.speaker, []).append((at, account))
    if len({at.date() for own in said.values() for at, _ in own}) < 2 or is_logarithmic(question.accounts):
        return []
    return sorted(said.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_LINES]


def draw_steps(question: Question, link: Callable[[Account], str]) -> Markup:
    """The plot for a wide screen and for a phone, of which the sheet shows one; nothing where there is nothing to plot."""
    lines = told(question)
    if not lines:
        return Markup("")
    end = max(at for _, own in lines for at, _ in own).date() + timedelta(1)
    rows: list[dict[str, Any]] = []
    marks: dict[str, Mark] = {}
    for name, (speaker, own) in zip(LINES, lines, strict=False):
        before = ""
        for at, account in own:
            words = spoken(account)
            value = next(v for v in (account.best, account.low, account.high) if v is not None)
            label = words if words != before else ""
            rows.append({"line": name, "at": stamp(at), "value": value, "label": label, "href": keyed(len(rows))})
            marks[str(len(rows) - 1)] = Mark(
                link=link(account), words=f"{speaker}: {words}, {day(account.published)}", kind="step"
            )
            before = words
        rows.append({"line": name, "at": stamp(end), "value": rows[-1]["value"], "label": ""})
    days = sorted({at.date() for _, own in lines for at, _ in own})
    label = "; ".join(
        f"{speaker}: {', then '.join(f'{spoken(a)} on {day(a.published)}' for _, a in own)}" for speaker, own in lines
    )
    return Markup("").join(
        draw(_spec(rows, days, size), marks, label=f"Over time. {label}", kind=f"steps {size}") for size in WIDTHS
    )


def _spec(rows: list[dict[str, Any]], days: list[date], size: str) -> dict[str, Any]:
    said = [{"filter": "isValid(datum.href)"}]
    return {
        "width": WIDTHS[size] - 50,
        "height": HEIGHT,
        "padding": {"left": 2, "right": 2, "top": 14, "bottom": 2},
        "data": {"values": rows},
        "encoding": {
            "x": time_axis(days, MOST_TICKS[size]),
            "y": {"field": "value", "type": "quantitative", "axis": {"tickCount": 4, "format": ",~f", "domain": False, "ticks": False}},
            "color": {"field": "line", "type": "nominal", "legend": None, "scale": {"domain": LINES, "range": [f"var(--{n})" for n in LINES]}},
        },
        "layer": [
            {
                "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
                "encoding": {"strokeDash": {"field": "line", "type": "nominal", "legend": None, "scale": {"domain": LINES, "range": DASHES}}},
            },
            {
                "transform": said,
                "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1, "stroke": "var(--paper)", "strokeWidth": 1.25},
                "encoding": {"href": {"field": "href"}},
            },
            {
                "transform": said,
                "mark": {"type": "text", "dy": -11, "align": "left", "dx": -4, "stroke": "var(--paper)", "strokeWidth": 3, "strokeJoin": "round"},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }  # fmt: skip
