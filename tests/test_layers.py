"""The house stands: nothing imports upward, stages never import each other, the outside world stays behind its doors."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "rashomon"
STAGES = {"attributions", "speakers", "figures", "places", "times", "claims"}
FLOORS: tuple[set[str], ...] = (
    {"records", "errors", "settings", "tables", "layout"},
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
