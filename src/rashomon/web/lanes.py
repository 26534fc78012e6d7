"""The timeline's lanes → one drawing: who said what when, with a tail back to the day that it speaks of."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from rashomon.quoting import day, spoken
from rashomon.records import Account
from rashomon.web.drawing import Mark, draw, keyed
from rashomon.web.steps import moment, stamp, time_axis
from rashomon.web.surveys import Dot, Lane

WIDTH, NAMES = 1180, 230  # pixels of the whole and of the column of names
ROW = 15  # pixels from one row of marks in a lane to the next
APART = 14  # pixels that two marks of a row need
ROOM = 16  # pixels of a lane above its first and below its last row
MOST_TICKS = 14
SHAPES = {
    "a statement": "circle",
    "a correction": "diamond",
    "a denial": "M-.8,-1L0,-.2L.8,-1L1,-.8L.2,0L1,.8L.8,1L0,.2L-.8,1L-1,.8L-.2,0L-1,-.8Z",
}  # fmt: skip
COLOURS = {"a statement": "var(--ink)", "a correction": "var(--updated)", "a denial": "var(--denied)"}


def draw_lanes(
    lanes: Sequence[Lane], days: Sequence[str], link: Callable[[Dot], str], to_speaker: Callable[[str], str]
) -> Markup:
    """The lanes under one axis of days; each mark leads to its words, each name to all that is kept of the speaker."""
    known = sorted({at.date() for at in map(moment, days) if at is not None})
    if not known:
        return Markup("")
    first, span = stamp(known[0]), stamp(known[-1]) - stamp(known[0]) + 86_400_000
    rows: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    marks: dict[str, Mark] = {}
    top = 0
    for lane in lanes:
        dated = [(at, dot) for dot in lane.dots if (at := moment(dot.account.published or "")) is not None]
        across = [(stamp(at) - first) / span * (WIDTH - NAMES) for at, _ in dated]
        placed = _rows(across)
        for (at, dot), row in zip(dated, placed, strict=True):
            key, height = str(len(marks)), top + ROOM + ROW * row
            kind = kind_of(dot.account)
            datum = {
                "at": stamp(at),
                "y": height,
                "kind": kind,
                "old": dot.account.superseded_by is not None,
                "href": keyed(key),
            }
            happened = moment(dot.happened[0] or "") if dot.happened is not None else None
            if happened is not None and happened < at:
                datum["from"] = max(stamp(happened), first)
            rows.append(datum)
            marks[key] = Mark(
                link=link(dot), words=words_of(dot), kind="live" if dot.account.superseded_by is None else "old"
            )
        below = top + 2 * ROOM + ROW * max(placed, default=0)
        marks[f"speaker-{len(names)}"] = Mark(link=to_speaker(lane.speaker), words=lane.speaker, kind="name")
        names.append({"name": lane.speaker, "y": top + ROOM, "below": below, "href": keyed(f"speaker-{len(names)}")})
        top = below
    return draw(_spec(rows, names, known, top), marks, label="Statements by speaker and day", kind="lanes")  # fmt: skip


def kind_of(account: Account) -> str:
    """Whether an account is a statement, a correction or a denial."""
    if account.polarity == "denied" or account.position == "deny":
        return "a denial"
    return "a correction" if account.relation in {"updates", "retracts"} else "a statement"


def words_of(dot: Dot) -> str:
    """What a mark says."""
    account = dot.account
    words = f"{dot.title} {spoken(account)}: {kind_of(account)} of {account.speaker}, {day(account.published)}"
    words += f", carried by {dot.reports} reports" if dot.reports > 1 else ""
    return words + (", replaced since" if account.superseded_by else "")


def _rows(places: Sequence[float]) -> list[int]:
    """The row of each mark, so that none covers another: the first row whose last mark is far enough to the left."""
    ends: list[float] = []
    rows = []
    for x in places:
        row = next((n for n, end in enumerate(ends) if x - end >= APART), len(ends))
        ends[row : row + 1] = [x]
        rows.append(row)
    return rows


def _spec(rows: list[dict[str, Any]], names: list[dict[str, Any]], days: list[date], height: int) -> Mapping[str, Any]:
    kinds = list(SHAPES)
    y = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, height], "range": [0, height], "zero": False, "nice": False},
    }
    colour = {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": kinds, "range": [COLOURS[k] for k in kinds]},
    }
    return {
        "width": WIDTH - NAMES,
        "height": height,
        "autosize": "none",
        "padding": {"left": NAMES, "right": 4, "top": 26, "bottom": 4},
        "data": {"values": rows},
        "encoding": {"x": time_axis(days, MOST_TICKS, orient="top"), "y": y},
        "layer": [
            {"data": {"values": names}, "mark": {"type": "rule", "color": "var(--rule)"},
             "encoding": {"x": {"value": -NAMES}, "x2": {"value": WIDTH - NAMES}, "y": y | {"field": "below"}}},
            {"data": {"values": names}, "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 14, "limit": NAMES - 14, "color": "var(--ink)"},
             "encoding": {"x": {"value": -NAMES}, "text": {"field": "name"}, "href": {"field": "href"}}},
            {"transform": [{"filter": "isValid(datum.from)"}], "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.5, "color": "var(--quiet)"},
             "encoding": {"x": {"field": "from"}, "x2": {"field": "at"}}},
            {"mark": {"type": "point", "size": 95, "opacity": 1, "strokeWidth": 1.6},
             "encoding": {"href": {"field": "href"}, "shape": {"field": "kind", "legend": None, "scale": {"domain": kinds, "range": [SHAPES[k] for k in kinds]}},
                          "fill": {"condition": {"test": "datum.old", "value": "var(--paper)"}} | colour,
                          "stroke": colour}},
        ],
    }  # fmt: skip
