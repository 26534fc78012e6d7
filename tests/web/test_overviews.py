"""Timeline, matrix, map, speaker and downloads say no more and no less than the questions that they look over."""

import csv
import io
import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from fastapi.testclient import TestClient
from make import report

from rashomon.errors import InputError
from rashomon.export import COLUMNS, codebook, safe, workbook
from rashomon.export.tables import ACCOUNT_COLUMNS
from rashomon.pipeline import Models, analyse, compare
from rashomon.records import Question, QuestionPlace
from rashomon.settings import Settings
from rashomon.store import open_store
from rashomon.web import create_app, drawing
from rashomon.web.atlas import frame_of, outlines
from rashomon.web.build_outlines import joined, straightened
from rashomon.web.lanes import draw_lanes
from rashomon.web.maps import KM, MapPlace, draw_map
from rashomon.web.plots import strip
from rashomon.web.steps import draw_steps
from rashomon.web.surveys import Dot, Lane


@pytest.fixture(scope="module")
def client(demo_store: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=demo_store, situation="demo")), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture(scope="module")
def questions(demo_store: str) -> list[Question]:
    with open_store(demo_store) as store:
        return store.questions("demo")


def test_the_timeline_as_of_a_day_knows_nothing_later(client: TestClient) -> None:
    day = "2024-05-14"
    told = client.get(f"/timeline.json?as_of={day}").json()["data"]
    dots = [dot for lane in told["lanes"] for dot in lane["dots"]]
    assert dots
    assert all(dot["account"]["published"][:10] <= day for dot in dots)
    assert max(told["days"]) > day, "the later days can still be chosen"
    whole = client.get("/timeline.json").json()["data"]
    assert sum(len(lane["dots"]) for lane in whole["lanes"]) > len(dots)
    for lane in whole["lanes"]:
        assert {dot["account"]["speaker"] for dot in lane["dots"]} == {lane["speaker"]}


def test_every_dot_of_the_timeline_leads_to_its_words(client: TestClient) -> None:
    links = re.findall(
        r'<a href="(/report\?[^"]+)#span" class="(?:live|old)"', client.get("/timeline?status=disputed").text
    )
    assert len(set(links)) > 3
    assert 'id="span"' in client.get(links[0].replace("&amp;", "&")).text


def test_a_cell_of_the_matrix_is_the_speakers_latest_answer_or_silence(client: TestClient, questions) -> None:
    told = client.get("/matrix.json").json()["data"]
    known = {q.id: q for q in questions}
    silent = 0
    for row in told["rows"]:
        question = known[row["question"]["id"]]
        for name, cell in zip(told["columns"], row["cells"], strict=True):
            theirs = [a for a in question.accounts if a.speaker == name]
            silent += cell is None
            assert (cell is None) == (not theirs)
            if cell is not None and any(a.superseded_by is None for a in theirs):
                assert cell["superseded_by"] is None
    assert client.get("/matrix").text.count(">silent<") == silent > 0


def test_a_speaker_is_shown_with_all_statements_and_cues(client: TestClient, questions) -> None:
    name = "Ilse Maran"
    told = client.get(f"/speaker.json?name={name}").json()["data"]
    assert told["statements"] == sum(a.speaker == name for q in questions for a in q.accounts) > 1
    assert {use["cue"] for use in told["cues"]} & {"told", "said"}
    assert all(sum(n for _, n in use["outlets"]) == use["total"] for use in told["cues"])


def _place(name: str, lat: float, lon: float, precision: int, figure: int | None = None) -> MapPlace:
    question = Question(
        id=f"question-{name}", question=f"How many in {name}?", kind="figure", unit="people", status="disputed", reason="", origins=1,
        outlets=1, accounts=(), place=QuestionPlace(name=name, lat=lat, lon=lon, precision=precision),
    )  # fmt: skip
    return MapPlace(
        name=name, lat=lat, lon=lon, precision=precision, status="disputed", questions=(question,), figure=figure
    )


def _spots(drawn: str) -> dict[str, tuple[float, float, str]]:
    """Each mark by its first word: where it is, and its fill."""
    found = re.findall(
        r'<a href="[^"]*" class="spot \w+" aria-label="(\w+),.*?translate\(([-\d.]+),([-\d.]+)\)".*?fill="([^"]+)"',
        drawn,
    )
    return {name: (float(x), float(y), fill) for name, x, y, fill in found}


def test_a_vague_place_is_never_a_bare_pin() -> None:
    exact, province = _place("Exact", 36.8, 40.0, 1, 10), _place("Province", 36.5, 40.5, 4, 90)
    drawn = str(draw_map([exact, province], lambda p: f"/board?place={p.name}"))
    spots = _spots(drawn)
    assert spots["Exact"][2] == "var(--disputed)"
    assert spots["Province"][2] == "var(--sea)", "hollow"
    rings = re.findall(r'<path[^>]* d="([^"]+)"[^>]*fill-opacity="0.1"', drawn)
    assert len(rings) == 1, "the exact place has none"
    across = [float(x) for x in re.findall(r"[ML]([-\d.]+),", rings[0])]
    assert min(across) < spots["Province"][0] < max(across)
    km = (
        (max(across) - min(across))
        / 2
        / frame_of([(40.0, 36.8), (40.5, 36.5)]).scale
        * 6371
        * math.cos(math.radians(36.5))
    )
    assert km == pytest.approx(KM[4], rel=0.02)
    assert "province: Disputed, 1 question, up to 90 people" in drawn
    assert 'href="/board?place=Province"' in drawn


def test_vega_puts_a_mark_where_the_frame_says() -> None:
    places = [_place("A", 36.8, 40.0, 1), _place("B", 33.1, 44.2, 1)]
    frame = frame_of([(p.lon, p.lat) for p in places])
    spots = _spots(str(draw_map(places, lambda p: "/")))
    for place in places:
        assert spots[place.name][:2] == pytest.approx(frame.xy(place.lon, place.lat), abs=0.1)
        assert frame.degrees(*frame.xy(place.lon, place.lat)) == pytest.approx((place.lon, place.lat))


def test_borders_of_countries_and_provinces_are_drawn() -> None:
    frame = frame_of([(40.0, 36.8), (44.2, 33.1)])
    assert {kind for kind, lines in outlines(frame).items() if lines} == {"coast", "border", "province"} - {"coast"}
    assert {kind for kind, lines in outlines(frame_of([(-170.0, 60.0), (175.0, -50.0)])).items() if lines} == {
        "coast",
        "border",
    }
    drawn = str(draw_map([_place("A", 36.8, 40.0, 1), _place("B", 33.1, 44.2, 1)], lambda p: "/"))
    assert 'stroke-dasharray="6,3"' in drawn
    assert 'stroke-dasharray="2,2"' in drawn


def test_a_map_of_the_whole_world_and_of_one_place_hold_all_marks() -> None:
    for places in (
        [_place("A", 0, 0, 1)],
        [_place("W", 60, -170, 1), _place("E", -50, 175, 1)],
        [_place("N", 89, 0, 6)],
    ):
        spots = _spots(str(draw_map(places, lambda p: "/")))
        assert set(spots) == {p.name for p in places}
        for x, y, _ in spots.values():
            assert 0 <= x <= 1000
            assert -1 <= y <= 560


def test_tiles_lie_under_the_map_where_an_address_is_given() -> None:
    places = [_place("A", 36.8, 40.0, 1), _place("B", 33.1, 44.2, 1)]
    assert "<image" not in str(draw_map(places, lambda p: "/"))
    drawn = str(draw_map(places, lambda p: "/", tile_address='https://tiles.example/{z}/{x}/{y}.png?"><script>'))
    assert "<script" not in drawn
    found = re.findall(
        r'<image href="https://tiles.example/(\d+)/(\d+)/(\d+).png[^"]*" x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)"',
        drawn,
    )
    assert len(found) > 4
    frame = frame_of([(p.lon, p.lat) for p in places])
    for (
        zoom,
        column,
        row,
        x,
        y,
        _,
    ) in found:  # by the numbering of web maps: x and y from the north-west corner of the world
        count = 2 ** int(zoom)
        lon = int(column) / count * 360 - 180
        lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * int(row) / count))))
        assert frame.xy(lon, lat) == pytest.approx((float(x), float(y)), abs=0.2)
    assert drawn.index("<image") < drawn.index("<a "), "beneath the marks"


HOSTILE = "\x00\x0b</text></svg><script>alert(1)</script> \" onload='x'"


def test_what_a_report_says_is_text_in_every_drawing(questions) -> None:
    bad = _place(HOSTILE, 36.8, 40.0, 3, 5)
    account = next(a for q in questions for a in q.accounts if a.best is not None and a.published)
    later = replace(account, id="account-later", published="2024-05-20", speaker=HOSTILE, approximator=HOSTILE)
    question = replace(questions[0], kind="figure", accounts=(account, later), question=HOSTILE)
    dot = Dot(question=question.id, title=HOSTILE, account=later, happened=("2024-05-14", None), reports=1)
    lane = Lane(speaker=HOSTILE, kind="other", party=None, dots=(dot,))
    drawings = [
        draw_map([bad], lambda p: f"javascript:{HOSTILE}"),
        draw_steps(question, lambda a: HOSTILE),
        draw_lanes([lane], ["2024-05-13", "2024-05-20"], lambda d: HOSTILE, lambda n: HOSTILE),
        strip(question),
    ]
    for drawn in drawings:
        assert "alert(1)" in drawn, "it is shown"
        for svg in re.findall(r"<svg.*?</svg>(?=<svg|$)", str(drawn), re.DOTALL):
            tree = fromstring(svg.replace("\x00", "").replace("\x0b", ""))
            assert {e.tag for e in tree.iter()} <= {
                "svg",
                "g",
                "path",
                "line",
                "rect",
                "text",
                "tspan",
                "a",
                "title",
                "circle",
            }
            assert not any(name.startswith("on") or name == "style" for e in tree.iter() for name in e.attrib)


def test_a_map_of_one_town_is_small() -> None:
    assert len(draw_map([_place("A", 36.8, 40.0, 1)], lambda p: "/")) < 100_000


def test_a_drawing_is_the_same_byte_for_byte(questions) -> None:
    question = next(q for q in questions if draw_steps(q, lambda a: "/"))
    first = draw_steps(question, lambda a: "/")
    drawing._rendered.cache_clear()
    assert draw_steps(question, lambda a: "/") == first


def test_no_drawing_names_a_colour_or_a_font_of_its_own(questions) -> None:
    drawn = draw_map([_place("A", 36.8, 40.0, 3, 5)], lambda p: "/") + draw_steps(
        next(q for q in questions if draw_steps(q, lambda a: "/")), lambda a: "/"
    )
    assert {c for c in re.findall(r'(?:fill|stroke)="([^"]+)"', str(drawn)) if not c.startswith("var(--")} <= {"none"}
    assert "font-family" not in drawn
    assert "http" not in drawn


def test_the_policy_lets_only_the_tiles_in(tmp_path: Path, models: Models) -> None:
    path = str(tmp_path / "s.db")
    with open_store(path) as store:
        store.add("s", analyse(report("In an exercise, 12 people were injured in Aleppo, the army said."), models))
        store.replace_questions("s", compare(store.analyses("s"), models))

    def policy(tiles: str | None) -> str:
        app = create_app(Settings(store=path, situation="s", tiles=tiles))
        with TestClient(app, base_url="http://127.0.0.1") as opened:
            answer = opened.get("/map")
            assert ("<image" in answer.text) == (tiles is not None)
            return answer.headers["content-security-policy"]

    assert "img-src 'self';" in policy(None)
    told = policy("https://tiles.example:8080/{z}/{x}/{y}.png")
    assert "img-src 'self' https://tiles.example:8080;" in told
    assert told.replace(" https://tiles.example:8080", "") == policy(None)


@pytest.mark.parametrize(
    "address", ["tiles.example", "file:///{z}/{x}/{y}", "https://a b/{z}/{x}/{y}", "https://a; script-src *//{z}/{x}/{y}", "https://a/{z}/{x}"]
)  # fmt: skip
def test_what_is_no_address_of_tiles_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="no address of map tiles"):
        create_app(Settings(tiles=address))


def test_a_straightened_line_keeps_its_ends_and_its_corners() -> None:
    line = [(0.0, 0.0), (0.5, 0.001), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0)]
    assert straightened(line, 0.02) == [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]


def test_lines_that_meet_end_to_end_are_one_but_not_at_a_fork() -> None:
    a, b, c, d = (0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 1.0)
    assert joined([[b, a], [c, b]]) == [[c, b, a]]
    assert joined([[a, b], [b, c], [b, d]]) == [[a, b], [b, c], [b, d]]
    assert joined([[a, b], [b, c], [c, a]]) == [[a, b, c, a]], "a ring ends where it began"


def test_a_download_is_the_current_filter(client: TestClient, questions) -> None:
    disputed = [q for q in questions if q.status == "disputed"]
    rows = list(csv.DictReader(io.StringIO(client.get("/download/questions.csv?status=disputed").text)))
    assert {row["id"] for row in rows} == {q.id for q in disputed}
    accounts = list(csv.DictReader(io.StringIO(client.get("/download/accounts.csv?status=disputed").text)))
    assert {row["account_id"] for row in accounts} == {a.id for q in disputed for a in q.accounts}
    whole = list(csv.DictReader(io.StringIO(client.get("/download/questions.csv").text)))
    assert len(whole) == len(questions)
    page = client.get("/download?status=disputed").text
    assert f"{len(disputed)} questions filtered by status disputed" in page


def test_a_download_for_others_names_no_person_and_no_town(client: TestClient, questions) -> None:
    said = client.get("/download/accounts.csv?discreet=true")
    assert said.status_code == 200
    rows = list(csv.DictReader(io.StringIO(said.text)))
    assert len(rows) == sum(len(q.accounts) for q in questions)
    assert "a person (medical)" in {row["speaker"] for row in rows}
    assert {row["quote"] for row in rows} == {""}
    for name in ("Ilse Maran", "Aro Dastan", "Piet Orlan"):
        assert name in client.get("/download/accounts.csv").text
        assert name not in said.text
    assert client.get("/download/rashomon.xlsx?discreet=true").content != client.get("/download/rashomon.xlsx").content


def test_the_codebook_explains_every_column(client: TestClient) -> None:
    told = {(table, column): meaning for table, column, meaning in codebook()}
    assert {c for t, c in told if t == "questions"} == set(COLUMNS)
    assert {c for t, c in told if t == "accounts"} == set(ACCOUNT_COLUMNS)
    assert all(meaning.endswith(".") for meaning in told.values())
    page = client.get("/download").text
    assert all(f"<code>{column}</code>" in page for _, column in told)


FORMULA = '=HYPERLINK("http://evil.example","x")'


def test_no_cell_is_a_formula_or_a_link(questions) -> None:
    one = questions[0]
    bad = Question(
        **{n: getattr(one, n) for n in one.__slots__} | {"question": FORMULA, "reason": "http://evil.example"}
    )
    book = zipfile.ZipFile(io.BytesIO(workbook([bad], FORMULA)))
    sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets")]
    assert len(sheets) == 4
    assert not any("<f>" in sheet or "hyperlink" in sheet.lower() for sheet in sheets)
    assert "=HYPERLINK(" in book.read("xl/sharedStrings.xml").decode()
    assert workbook([bad], "c") == workbook([bad], "c"), "the same questions give the same bytes"
    assert safe(FORMULA) == f"'{FORMULA}"
