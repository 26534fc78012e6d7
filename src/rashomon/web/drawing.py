"""Vega-Lite → SVG that stands in a page. The only door to ``vl_convert``, which carries Vega and runs it without a browser.

What comes back is read as XML and written anew from a list of what is allowed: no script, no style, no address but those of ``Mark``.
Colours are given as the style sheet's own variables (``var(--ink)``), so that one drawing serves light, dark and print. Vega measures
text in a font that it brings along, so that a drawing does not depend on the machine's fonts; the sheet says which font is shown.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from markupsafe import Markup

VEGA_LITE = "5.21"
KEPT = 256  # drawings that are kept by their content
BASE = "http://mark/"  # what a mark's key is behind on its way through Vega; never shown
CONFIG: dict[str, Any] = {
    "background": None,
    "font": "Roboto",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--quiet)", "labelFontSize": 12, "gridColor": "var(--rule)", "domainColor": "var(--quiet)",
        "tickColor": "var(--quiet)", "title": None, "labelPadding": 5,
    },
    "text": {"fontSize": 12, "fontWeight": 600},
    "aria": False,
}  # fmt: skip
_TAGS = {"svg", "g", "path", "line", "rect", "text", "tspan", "a"}
_ATTRIBUTES = {
    "class", "d", "transform", "x", "y", "x2", "y2", "dx", "dy", "width", "height", "fill", "fill-opacity", "stroke", "stroke-width",
    "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "opacity", "text-anchor", "font-size", "font-weight",
}  # fmt: skip
# The escapes of JSON: a character beyond the first plane, one in it, or another. Vega's measuring of text gives up, and the whole
# process with it, at what XML has no place for.
_ESCAPE = re.compile(r"\\(?:ud[89ab]..\\ud[c-f]..|u(?P<code>....)|(?P<letter>.))")
_LONG = re.compile(r"-?\d*\.\d{2,}(?:e-?\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a mark of a drawing leads to, what it says, and the class of its look."""

    link: str
    words: str
    kind: str = ""


def keyed(name: object) -> str:
    """What a datum carries as ``href`` to become the mark ``name``."""
    return f"{BASE}{name}"


def draw(
    spec: Mapping[str, Any], marks: Mapping[str, Mark], *, label: str, kind: str, under: Markup | None = None
) -> Markup:
    """The drawing of a Vega-Lite ``spec``; each datum with an ``href`` becomes a link. ``under`` is laid beneath all."""
    made = fromstring(_rendered(_ESCAPE.sub(_writable, json.dumps(spec, sort_keys=True))))
    root = Element(
        "svg", {"class": f"plot {kind}", "viewBox": made.get("viewBox", ""), "role": "group" if marks else "img", "aria-label": label}
    )  # fmt: skip
    for child in made:
        _copy(child, root, marks)
    opening, rest = tostring(root, encoding="unicode").split(">", 1)
    return Markup(f"{opening}>") + (under or "") + Markup(rest)  # written by ElementTree, which escapes


@lru_cache(KEPT)
def _rendered(spec: str) -> str:
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, config=CONFIG, show_warnings=False)
    return svg


def _writable(escape: re.Match[str]) -> str:
    """An escape, or that of the replacement character where it stands for none of XML's."""
    code = 0x08 if escape["letter"] in {"b", "f"} else int(escape["code"], 16) if escape["code"] else 0x20
    fits = code in {0x09, 0x0A, 0x0D} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return escape[0] if fits else "\\ufffd"


def warm() -> None:
    """Start Vega, so that the first reader does not wait for it."""
    _rendered(json.dumps({"data": {"values": [{}]}, "mark": "point"}))


def _copy(source: Element, target: Element, marks: Mapping[str, Mark]) -> None:
    tag = source.tag.rpartition("}")[2]
    if tag not in _TAGS or source.get("display") == "none" or _is_blank(source):
        return
    kept = {name: _shorter(value) for name, value in source.attrib.items() if name in _ATTRIBUTES}
    if tag == "a":
        mark = marks[source.get("{http://www.w3.org/1999/xlink}href", "").removeprefix(BASE)]
        made = SubElement(target, "a", {"href": mark.link, "class": mark.kind, "aria-label": mark.words})
        SubElement(made, "title").text = mark.words
    else:
        made = SubElement(target, tag, kept)
        made.text = source.text
    for child in source:
        _copy(child, made, marks)
    if tag == "g" and not len(made):
        target.remove(made)


def _is_blank(element: Element) -> bool:
    """A path that Vega lays under and over each group without painting it."""
    return element.get("class") in {"background", "foreground"} and not (element.get("fill") or element.get("stroke"))


def _shorter(value: str) -> str:
    return _LONG.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)
