"""The house stands: nothing imports upward, stages never import each other, the outside world stays behind its doors."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from rashomon.clauses.reality import Kind
from rashomon.languages.frames import load_frames
from rashomon.languages.grammar import Relation, load_grammar
from rashomon.languages.measures import load_measures
from rashomon.records import Act, ClaimKind, Modality, Polarity, Reality, SpeakerKind

SOURCE = Path(__file__).resolve().parents[1] / "src" / "rashomon"
STAGES = {"attributions", "speakers", "figures", "places", "times", "claims"}
FLOORS: tuple[set[str], ...] = (
    {"happenings", "records", "errors", "settings", "tables", "layout"},
    {"vetoing", "languages", "world", "ranking", "models", "wire", "board", "quoting", "reasons", "reading", "demo"},
    {"sentences", "clauses"},
    STAGES,
    {"comparing", "onnx", "parsing", "reviews", "store"},
    {"pipeline"},
    {"holding"},
    {"desk"},
    {"web", "export"},
    {"cli"},
    {"__main__"},
)
FLOOR = {name: n for n, names in enumerate(FLOORS) for name in names}


def _module(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("rashomon."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("rashomon.")}
    return found


FILES = sorted(p for p in SOURCE.rglob("*.py") if p != SOURCE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_only_from_below(path: Path) -> None:
    mine = _module(path)
    assert mine in FLOOR, f"{mine} has no floor: add it to FLOORS"
    for other in _imports(path) - {mine}:
        assert FLOOR[other] <= FLOOR[mine], f"{mine} imports {other}, which stands above it"
        assert not (mine in STAGES and other in STAGES), f"stage {mine} imports stage {other}"


@pytest.mark.parametrize(
    ("library", "doors"),
    [
        ("spacy", {"parsing"}),
        ("onnxruntime", {"onnx"}),
        ("tokenizers", {"onnx"}),
        ("sqlalchemy", {"store"}),
        ("pydantic", {"wire", "store", "web"}),
        ("fastapi", {"web"}),
        ("jinja2", {"web"}),
        ("uvicorn", {"web"}),
        ("vl_convert", {"web"}),
        ("rich", {"board", "reasons", "cli"}),
        ("click", {"cli"}),
    ],
)
def test_a_library_has_one_door(library: str, doors: set[str]) -> None:
    users = {
        _module(p)
        for p in FILES
        if f"import {library}" in (t := p.read_text(encoding="utf-8")) or f"from {library}" in t
    }
    assert users == doors


def test_files_stay_small() -> None:
    assert not [p.name for p in FILES if len(p.read_text(encoding="utf-8").splitlines()) > 440]


# ---- what is of a language stands in its tables ---------------------------------------------------------------------

STAGED = [p for p in FILES if _module(p) in STAGES]
WINDOWS = SOURCE / "attributions" / "windows.py"  # its table is the vocabulary that the encoder was trained with
LABELS = set(load_grammar().relations) - set(get_args(Relation)) - {""}


def _of_parser(tree: ast.AST) -> Iterator[str]:
    """Each place where code holds a label of the parser's, or asks a token for it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "dep":
            yield f"{node.lineno}: .dep"
        if isinstance(node, ast.Constant) and node.value in LABELS:
            yield f"{node.lineno}: {node.value!r}"


@pytest.mark.parametrize("path", [p for p in STAGED if p != WINDOWS], ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_stage_knows_the_labels_of_the_parser(path: Path) -> None:
    assert list(_of_parser(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_a_label_of_the_parser_is_seen() -> None:
    found = _of_parser(ast.parse('if token.dep in {"nsubj", "subject"}:\n    pass'))
    assert sorted(found) == ["1: 'nsubj'", "1: .dep"]


# Names of our own: what a claim, a figure, a deed or a state is called in code, and the tags of words and of entities.
OURS = {
    *get_args(Relation), *get_args(Kind), *get_args(Act), *get_args(ClaimKind), *get_args(Modality), *get_args(Polarity), *get_args(Reality),
    *get_args(SpeakerKind), *load_measures().facts, *load_frames().by_name,
    "affirm", "deny", "unclear", "no claim yet", "under investigation",  # positions
    "exact", "at least", "singular mention",  # rules of figures
    "amount", "anything", "things", "events", "people", "households", "place", "ground", "percent",  # what measures and frames are of
    "undergo", "do", "both",  # fields of tables
    "title", "lead", "rest", "near", "all",  # parts of a report
}  # fmt: skip


def _word_lists(tree: ast.AST) -> Iterator[str]:
    """Each set, list or tuple of two or more words that are none of our own names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.List | ast.Tuple):
            values = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            words = [v for v in values if any(c.isalpha() for c in v) and not v.isupper()]
            if len(words) > 1 and not OURS.issuperset(words):
                yield f"{node.lineno}: {', '.join(words)}"


@pytest.mark.parametrize(
    "path", [p for p in STAGED if _module(p) in {"figures", "claims"}], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_no_word_list_stands_in_code(path: Path) -> None:
    assert list(_word_lists(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_a_word_list_is_seen() -> None:
    found = _word_lists(
        ast.parse('A = frozenset({"rifle", "mortar"})\nB = {"subject", "object"}\nC = {"NOUN", "VERB"}')
    )
    assert list(found) == ["1: rifle, mortar"]
