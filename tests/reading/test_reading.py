"""Bytes → reports: every bad input is one line, and the rest goes on."""

import gzip
import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.reading import Defaults, Unreadable, read_date, read_inputs
from rashomon.reading.decode import decode
from rashomon.reading.language import find_language
from rashomon.records import Report

ENGLISH = "Twelve people were killed in Halvek on Monday, the interior ministry of Varenia said in a statement."


def _read(*inputs: object, **defaults: str) -> list[Report | Unreadable]:
    return list(read_inputs([str(i) for i in inputs], defaults=Defaults(**defaults)))


def _lines(path: Path, *rows: object) -> Path:
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
    return path


def test_a_plain_text_takes_its_first_line_for_title_and_keeps_it_in_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Shelling hits Halvek market\r\n\r\n" + ENGLISH.encode())
    (report,) = _read(path, published="2024-05-13", publisher="Channel Nine")
    assert isinstance(report, Report)
    assert (report.title, report.body_start) == ("Shelling hits Halvek market", 0)
    assert report.text == "Shelling hits Halvek market\n\n" + ENGLISH
    assert (report.published, report.publisher, report.language) == ("2024-05-13", "Channel Nine", "en")


def test_a_title_that_came_apart_is_put_in_front_once(tmp_path: Path) -> None:
    path = _lines(
        tmp_path / "a.jsonl",
        {"id": 7, "title": "A title", "text": ENGLISH},
        {"id": "b", "title": "A title", "text": f"A title\n\n{ENGLISH}"},
    )
    first, second = _read(path)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.id, first.text, first.text[first.body_start :]) == ("7", f"A title\n\n{ENGLISH}", ENGLISH)
    assert (second.text, second.body_start, second.title) == (f"A title\n\n{ENGLISH}", 0, "A title")


def test_html_is_read_with_its_metadata(tmp_path: Path) -> None:
    body = "".join(f"<p>{ENGLISH} It was report number {n} of the day from the town.</p>" for n in range(6))
    page = f"<html><head><title>Halvek hit</title><meta property='article:published_time' content='2024-05-13'></head><body><article><h1>Halvek hit</h1>{body}</article></body></html>"
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    (report,) = _read(path)
    assert isinstance(report, Report)
    assert report.title == "Halvek hit"
    assert report.published == "2024-05-13"
    assert "interior ministry" in report.text
    assert "<p>" not in report.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("empty.jsonl", b"", "is empty"),
        ("array.jsonl", b"[1, 2]\n", "no JSON object"),
        ("broken.jsonl", b'{"text": \n', "no JSON"),
        ("notext.jsonl", b'{"id": "x"}\n', "no 'text'"),
        ("nodate.jsonl", b'{"id": "x", "text": "Words.", "published": "soon"}\n', "no date"),
        ("broken.html", b"<html><body></body>", "no article text"),
        ("damaged.txt.gz", b"\x1f\x8b\x08\x00damaged", "damaged"),
        ("damaged.jsonl.gz", gzip.compress(b'{"id": "x", "text": "Words and more words."}\n' * 2000)[:60], "damaged"),
    ],
)
def test_bad_input_is_one_line_and_the_rest_is_read(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    good = tmp_path / "zz-good.txt"
    good.write_text(ENGLISH, encoding="utf-8")
    found = _read(tmp_path / name, good)
    bad = [str(f) for f in found if isinstance(f, Unreadable)]
    assert len(bad) >= 1
    assert words in bad[0]
    assert name in bad[0]
    assert "\n" not in bad[0]
    assert isinstance(found[-1], Report)


def test_a_missing_file_an_address_and_an_empty_pattern_are_named(tmp_path: Path) -> None:
    found = _read(tmp_path / "none.txt", "https://example.org/a", str(tmp_path / "*.nothing"))
    assert all(isinstance(f, Unreadable) for f in found)
    assert len(found) == 3


def test_fifty_megabytes_on_one_line_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 10_000_000)
    (found,) = _read(path)
    assert isinstance(found, Unreadable)
    assert "split it" in found.reason
    line = tmp_path / "long.jsonl"
    line.write_bytes(b'{"text": "' + b"word " * 10_000_000 + b'"}\n')
    (found,) = _read(line)
    assert isinstance(found, Unreadable)


def test_an_id_with_two_texts_is_an_error_and_with_one_text_is_not(tmp_path: Path) -> None:
    path = _lines(
        tmp_path / "a.jsonl",
        {"id": "x", "text": ENGLISH},
        {"id": "x", "text": ENGLISH},
        {"id": "x", "text": ENGLISH + " More."},
    )
    found = _read(path)
    assert [type(f).__name__ for f in found] == ["Report", "Report", "Unreadable"]


def test_a_default_date_that_is_none_is_wrong_use() -> None:
    with pytest.raises(InputError, match="no date"):
        _read("x.txt", published="13 Mai")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("KUWAIT MINISTER SAYS NO EMERGENCY OIL TALKS PLANNED", "en"),
        (
            "Le ministre de l'Intérieur a déclaré lundi que douze personnes avaient été tuées dans la ville, et que les secours étaient sur place.",
            "fr",
        ),
        (
            "Der Innenminister sagte am Montag, dass zwölf Menschen in der Stadt getötet worden seien und die Rettung vor Ort sei.",
            "de",
        ),
        (
            "El ministro del Interior dijo el lunes que doce personas murieron en la ciudad y que los equipos de rescate estaban allí.",
            "es",
        ),
        ("Министр внутренних дел заявил в понедельник, что в городе погибли двенадцать человек.", "ru"),
        ("قال وزير الداخلية يوم الاثنين إن اثني عشر شخصا قتلوا في المدينة", "ar"),
        (
            "İçişleri bakanı pazartesi günü yaptığı açıklamada şehirde on iki kişinin öldüğünü ve ekiplerin olay yerinde olduğunu söyledi.",
            "tr",
        ),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert find_language(text) == language


def test_encodings_are_found() -> None:
    words = "Le général a démenti: «aucun soldat n'a été tué», à Halvek. " * 5
    assert decode(words.encode("cp1252")) == words
    assert decode(words.encode("utf-16")) == words
    assert decode(b"\xef\xbb\xbf" + words.encode()) == words


@pytest.mark.parametrize("date", ["2024", "2024-05", "2024-05-13", "2024-05-13T14:00Z", "2024-05-13T14:00:30+02:00"])
def test_a_date_keeps_its_precision(date: str) -> None:
    assert read_date(date) == date


@given(st.binary(max_size=300))
def test_any_bytes_become_a_report_or_one_line(content: bytes) -> None:
    for item in read_inputs(["-"], defaults=Defaults(), stdin=BytesIO(content)):
        assert isinstance(item, Report) or "\n" not in item.reason


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_a_text_is_decoded_as_it_was_written(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")
