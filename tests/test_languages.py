"""All knowledge is tables: each has a form that it is held to, and a measure, a frame or a cue is added by tables alone."""

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from make import report

from rashomon.errors import LexiconError
from rashomon.languages.claims import load_claim_words
from rashomon.languages.cues import load_cues
from rashomon.languages.deeds import load_deeds
from rashomon.languages.events import load_event_words
from rashomon.languages.figures import load_figure_words
from rashomon.languages.frames import load_frames
from rashomon.languages.grammar import load_grammar
from rashomon.languages.groups import load_groups
from rashomon.languages.measures import load_measures
from rashomon.languages.nouns import load_nouns
from rashomon.languages.tolls import load_tolls
from rashomon.pipeline import Models, analyse, compare, load_models
from rashomon.tables import ENGLISH, WORLD, read_table
from rashomon.world.actors import load_actors
from rashomon.world.build_gazetteer import Centres, Regions, Sites

Folders = tuple[Path, Path]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Copies of the tables of English and of the world."""
    for folder in (ENGLISH, WORLD):
        shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("*.index", "*.py", "__pycache__"))
    return tmp_path / ENGLISH.name, tmp_path / WORLD.name


def _load(language: Path, world: Path) -> None:
    """Read every table."""
    load_measures(language, world)
    load_frames(language, world)
    load_actors(language=language, world=world)
    load_tolls(language)
    load_cues(language)
    load_deeds(language)
    load_grammar(language)
    load_groups(language)
    load_claim_words(language)
    load_event_words(language)
    load_nouns(language)
    load_figure_words(language)
    for name, kind in (("centres", Centres), ("regions", Regions), ("sites", Sites)):
        read_table(world / f"{name}.toml", kind)


def test_every_table_is_of_its_form(folders: Folders) -> None:
    _load(*folders)


@pytest.mark.parametrize(
    "name", sorted(f"{f.parent.name}/{f.name}" for d in (ENGLISH, WORLD) for f in d.glob("*.toml"))
)
def test_no_table_is_left_unread(folders: Folders, name: str) -> None:
    """A key that nobody asks for is found in every table: so each is read, and held to its form."""
    path = folders[0].parent / name
    path.write_text(f"sturgeon = 1\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    with pytest.raises(LexiconError, match=f"^{name}: there is no 'sturgeon' here; "):
        _load(*folders)


@pytest.mark.parametrize(
    ("name", "old", "new", "wrong"),
    [
        ("world/measures.toml", 'flow = "flow"', 'flow = "flwo"', "[measure.killed] flow: 'flwo' is none of stock, flow"),
        ("world/measures.toml", "one_by_one = true", "one_by_on = true", "[measure.killed]: there is no 'one_by_on' here; do you mean 'one_by_one'?"),
        ("world/measures.toml", 'counts = "people"', 'counts = "person"', "[measure.killed] counts: 'person' is none of people, "),
        ("world/measures.toml", 'within = "casualties"', 'within = "casualty"', "[measure.killed] within: 'casualty' is no measure of the world; do you mean 'casualties'?"),
        ("world/measures.toml", 'akin = ["casualties", "missing"]', 'akin = ["casualties", "mising"]', "[measure.killed] akin: 'mising' is no measure of the world; do you mean 'missing'?"),
        ("english/measures.toml", "[measure.killed]", "[measure.kiled]", "[measure.kiled]: 'kiled' is no measure of the world; do you mean 'killed'?"),
        ("english/measures.toml", "[measure.refugees]", "[measure.killed.more]", "[measure.killed]: there is no 'more' here; "),
        ("english/measures.toml", '"lose:life"', '"lose life"', "[measure.killed] both: 'lose life' is no verb:word"),
        ("english/measures.toml", "[written.distance]", "[written.distnace]", "[written.distnace]: 'distnace' is no measure of the world; do you mean 'distance'?"),
        ("english/measures.toml", '"at least" = [', '"at laest" = [', "approximators: 'at laest' is none of at least, almost, up to, about"),
        ("english/measures.toml", "several = [3, 9]", "several = [3]", "[classes] several: [3] is no list of 2"),
        ("world/frames.toml", 'family = "guard"', 'family = "gaurd"', "[frame.guard] family: 'gaurd' is no family of frames; do you mean 'guard'?"),
        ("world/frames.toml", 'stance = "deny"', 'stance = "denied"', "[frame.repel] stance: 'denied' is none of affirm, deny"),
        ("english/frames.toml", "[frame.capture]", "[frame.captrue]", "[frame.captrue]: 'captrue' is no frame of the world; do you mean 'capture'?"),
        ("english/frames.toml", 'event = "attack"', "", "[frame.attack]: event is missing"),
        ("world/frames.toml", 'inside = "phrase"', 'inside = "phrases"', "[frame.epidemic] inside: 'phrases' is none of phrase, beside"),
        ("english/frames.toml", 'verbs = ["guard"]', 'causes = ["guard"]', "[frame.guard]: causes, comes_of, called and calls are words of a frame that links two things"),
        ("english/frames.toml", "{Is} {target} guarded?", "{Is} {taget} guarded?", "[frame.guard] title: 'taget' is no slot of a title; do you mean 'target'?"),
        ("english/frames.toml", "{Is} {target} guarded?", "{Is} {target guarded?", "[frame.guard] title: "),
        ("english/cues.toml", "\nwarn = [", "\nwran = [", "verbs: 'wran' is none of say, "),
        ("english/cues.toml", "active_only", "actives_only", "[lists]: there is no 'actives_only' here; do you mean 'active_only'?"),
        ("english/groups.toml", '"medics", "journalists"]', '"medic"]', "parts: 'medic' is no class; do you mean 'medics'?"),
        ("english/speakers.toml", "monitor = [", "monitr = [", "kinds: 'monitr' is none of government, "),
        ("world/actors.toml", 'kind = "igo"', 'kind = "ig"', "[actor.1] kind: 'ig' is none of government, "),
        ("world/countries.toml", "demonyms", "demonym", "[country.1]: there is no 'demonym' here; do you mean 'demonyms'?"),
    ],
)  # fmt: skip
def test_a_misspelt_word_is_one_line(folders: Folders, name: str, old: str, new: str, wrong: str) -> None:
    path = folders[0].parent / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as told:
        _load(*folders)
    assert str(told.value).startswith(f"{name}: {wrong}")
    assert "\n" not in str(told.value)


def test_a_measure_of_the_world_without_words_is_told(folders: Folders) -> None:
    path = folders[1] / "measures.toml"
    path.write_text(f'{path.read_text(encoding="utf-8")}\n[measure.vaccinated]\ncounts = "people"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"^english/measures.toml: \[measure.vaccinated\] is missing"):
        _load(*folders)


# ---- a measure, a frame and a cue that come by tables alone ---------------------------------------------------------


HOW_TO = (Path(__file__).resolve().parents[1] / "docs" / "how-to.md").read_text(encoding="utf-8")
MADE, OWN, REST = re.split(r"(?s)(## A veto\n.*?)(?=\n## )", HOW_TO)
BLOCK = re.compile(r"```toml\n# (\S+?)(?:, below (\[\w+\])(, more words)?)?\n(.*?)```", re.DOTALL)


def _follow(block: re.Match[str], folder: Path) -> None:
    """Put what a block of ``docs/how-to.md`` says into the file that it names: at its end, below a header, or into lists there."""
    name, header, more, rows = block.groups()
    path = folder / name
    text = path.read_text(encoding="utf-8")
    if header is None:
        path.write_text(f"{text}\n{rows}", encoding="utf-8")
        return
    head, found, rest = text.partition(f"\n{header}\n")
    assert found, f"{name} has no {header}"
    if more is None:
        rest = f"{rows}{rest}"
    else:
        key, words = re.fullmatch(r"(\w+) = \[(.*)\]\n", rows).groups()
        assert f"\n{key} = [" in rest
        rest = rest.replace(f"\n{key} = [", f"\n{key} = [{words}, ", 1)
    path.write_text(f"{head}{found}{rest}", encoding="utf-8")


@pytest.fixture
def grown(folders: Folders) -> Models:
    """Models with the measure, the cue and the frame that ``docs/how-to.md`` adds, without the tagger."""
    english, world = folders
    for block in BLOCK.finditer(MADE):
        _follow(block, english.parent)
    return replace(load_models(language=english, world=world), tagger=None)


def test_how_to_names_the_tables_to_change() -> None:
    told = [block[1] for block in BLOCK.finditer(MADE)]
    assert len(told) == MADE.count("```toml")
    assert "```toml" not in REST
    assert sorted(set(told)) == [
        "english/cues.toml", "english/frames.toml", "english/measures.toml", "world/frames.toml", "world/measures.toml",
    ]  # fmt: skip


def _questions(text: str, models: Models) -> list[tuple[object, ...]]:
    found = compare([analyse(report(text), models)], models)
    return [
        (
            q.question,
            q.measure,
            q.accounts[0].speaker,
            q.accounts[0].best if q.kind == "figure" else q.accounts[0].position,
        )
        for q in found
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Nurse Orla Denn said 1,200 children were vaccinated in Aleppo.", [("How many children were vaccinated in Aleppo?", "vaccinated", "Orla Denn", 1200)]),
        ("Nurse Orla Denn said no one was vaccinated in Aleppo.", [("How many people were vaccinated in Aleppo?", "vaccinated", "Orla Denn", 0)]),
        ("Nurse Orla Denn said a person was inoculated in Aleppo.", [("How many people were vaccinated in Aleppo?", "vaccinated", "Orla Denn", 1)]),
        ("Nurse Orla Denn said there was a drought in Aleppo.", [("Was there a drought in Aleppo?", None, "Orla Denn", "affirm")]),
        ("Nurse Orla Denn denied that there was a drought in Aleppo.", [("Was there a drought in Aleppo?", None, "Orla Denn", "deny")]),
        ("Nurse Orla Denn relayed that 40 people were killed in Aleppo.", [("How many people were killed in Aleppo?", "killed", "Orla Denn", 40)]),
    ],
)  # fmt: skip
def test_what_tables_alone_add_is_read_and_asked(grown: Models, models: Models, text: str, asked: list[object]) -> None:
    assert _questions(text, grown) == asked
    assert _questions(text, models) != asked


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("A nurse was vaccinated.", [("vaccinated", 1)]),
        ("The vaccination of 300 people went on.", [("vaccinated", 300)]),
        ("Nobody managed to vaccinate 300 people in Aleppo.", []),
        ("Rebels prevented nurses from vaccinating 300 people.", []),
    ],
)
def test_a_measure_that_tables_add_counts_as_others_do(grown: Models, text: str, counted: list[object]) -> None:
    assert [(f.measure, f.best) for f in analyse(report(text), grown).figures if f.measure != "other"] == counted


# ---- a veto, which is code ------------------------------------------------------------------------------------------

CODE = re.compile(r"```python\n# (\S+?), (above|in) (\w+)\n(.*?)```", re.DOTALL)
ASKED = """
import sys
from rashomon.pipeline import analyse, load_models
from rashomon.records import Report
for text in sys.argv[1:]:
    told = analyse(Report(id="r1", publisher="A", published="2024-05-15", sha256="", text=text), load_models())
    print([c.predicate for c in told.claims], [(u.words, u.veto, u.reason) for u in told.unclaimed])
"""


def _write_into(path: Path, where: str, name: str, lines: str) -> None:
    """Put ``lines`` above what ``name`` names in a file, or at the end of it."""
    source = path.read_text(encoding="utf-8")
    node = next(
        n
        for n in ast.parse(source).body
        if name in {getattr(n, "name", None), getattr(getattr(n, "target", None), "id", None)}
    )
    rows = source.splitlines(keepends=True)
    at = node.lineno - 1 if where == "above" else node.end_lineno - (not isinstance(node, ast.ClassDef))
    rows[at:at] = [f"{lines}\n\n" if where == "above" else lines]
    path.write_text("".join(rows), encoding="utf-8")


def test_a_veto_is_added_as_how_to_says(tmp_path: Path) -> None:
    package = tmp_path / "rashomon"
    shutil.copytree(ENGLISH.parents[1], package, copy_function=os.symlink, ignore=shutil.ignore_patterns("__pycache__"))
    tables, code = list(BLOCK.finditer(OWN)), list(CODE.finditer(OWN))
    assert (len(tables), len(code)) == (OWN.count("```toml"), OWN.count("```python"))
    files = {package / "languages" / block[1] for block in tables} | {package / block[1] for block in code}
    for path in files:
        own = path.read_text(encoding="utf-8")
        path.unlink()
        path.write_text(own, encoding="utf-8")
    for block in tables:
        _follow(block, package / "languages")
    for block in code:
        _write_into(package / block[1], *block.groups()[1:])
    texts = ["In a prophecy, the army shelled Halvek.", "The army shelled Halvek."]
    done = subprocess.run(
        [sys.executable, "-c", ASKED, *texts],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert done.stdout.splitlines() == [
        "[] [('shelled', 'in_prophecy', 'only told in a prophecy')]", "['attack'] []",
    ], done.stderr  # fmt: skip
