"""Timeline, matrix, map, speaker and downloads say no more and no less than the questions that they look over."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from rashomon.export import COLUMNS, codebook, safe, workbook
from rashomon.export.tables import ACCOUNT_COLUMNS
from rashomon.records import Question, QuestionPlace
from rashomon.settings import Settings
from rashomon.store import open_store
from rashomon.web import create_app
from rashomon.web.build_outlines import straightened
from rashomon.web.maps import MapPlace, draw_map


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
    told = client.get(f"/timeline.json?until={day}").json()["data"]
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
    assert len(links) > 3
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


def test_a_vague_place_is_never_a_bare_pin() -> None:
    drawn = str(
        draw_map(
            [_place("Exact", 36.8, 40.0, 1, 10), _place("Province", 36.5, 40.5, 4, 90)],
            lambda p: f"/board?place={p.name}",
        )
    )
    exact, province = (re.search(rf'<a href="/board\?place={name}".*?</a>', drawn) for name in ("Exact", "Province"))
    assert exact is not None
    assert province is not None
    assert ("point" in exact[0], "around" in exact[0]) == (True, False)
    assert ("point" in province[0], "around" in province[0]) == (False, True)
    assert "province: Disputed, 1 question, up to 90 people" in province[0]
    assert drawn.count('class="coast"') == 1
    assert len(re.search(r'class="border" d="([^"]*)"', drawn)[1]) > 100, "borders of that region are drawn"


def test_a_map_of_the_whole_world_and_of_one_place_hold_all_marks() -> None:
    for places in (
        [_place("A", 0, 0, 1)],
        [_place("W", 60, -170, 1), _place("E", -50, 175, 1)],
        [_place("N", 89, 0, 6)],
    ):
        drawn = str(draw_map(places, lambda p: "/"))
        for x, y in re.findall(r'<circle class="(?:point|middle)" cx="([-\d.]+)" cy="([-\d.]+)"', drawn):
            assert 0 <= float(x) <= 1000
            assert 0 <= float(y) <= 560


def test_a_straightened_line_keeps_its_ends_and_its_corners() -> None:
    line = [(0.0, 0.0), (0.5, 0.001), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0)]
    assert straightened(line) == [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]


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
