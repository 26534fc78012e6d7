"""What the documents say is so."""

import json
from pathlib import Path

from rashomon.cli import main

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in tomllib.loads(PYPROJECT)["project"]["dependencies"]:
        name = requirement.split(">")[0].split("=")[0].strip()
        assert name.lower() in told, f"docs/dependencies.md does not say why {name} is here"


def test_the_readme_names_only_commands_that_are_there() -> None:
    import re

    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?:bin/|`)rashomon (\w+)", told)) <= set(main.commands)
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?:`|    )make (\w+)", told)) <= targets


def test_the_readme_states_the_scores_that_are_the_floors() -> None:
    import re

    floors = json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf-8"))
    told = re.findall(r"\(`(\w+)\.(\w+)`\) \| [^|]+ \| ([\d.]+) \|", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(told) >= 10
    for name, key, value in told:
        assert abs(floors[name][key] - float(value)) < 0.0051, f"README says {value} for {name}.{key}"
