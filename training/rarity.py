"""Count in how many news reports each word stands.

    python -m training.rarity ../shared/data        writes src/rashomon/languages/english/rarity.txt

Read are the titles and first characters of every second report of ``reuters`` and of ``gva-news``, and of all of ``guardian-sdf``; kept are
words that stand in a few of them at least.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from bench.rows import table_lines

from rashomon.languages.rarity import content_words

READ = 600  # characters of a report, its title first
LEAST = 5  # reports that hold a word
WIDTH = 140
TARGET = Path(__file__).parents[1] / "src" / "rashomon" / "languages" / "english" / "rarity.txt"
HEAD = """\
# In how many news reports a word stands, by its first letters: the number of reports that were read, then for each number of reports the
# words that so many of them hold. Made by training/rarity.py; the counts are this project's own.
"""


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    counts: Counter[str] = Counter()
    reports = 0
    for text in read_texts(corpora):
        counts.update(content_words(text[:READ]))
        reports += 1
    TARGET.write_text(HEAD + "\n".join(write_lines(counts, reports)) + "\n", encoding="utf-8")
    print(f"{reports} reports, {sum(n >= LEAST for n in counts.values())} of {len(counts)} words kept: {TARGET}")


def read_texts(corpora: Path) -> Iterator[str]:
    """Title and text of each report that is counted."""
    for line in chain(
        *(every_second(corpora / name / "articles.jsonl.gz") for name in ("reuters", "gva-news")),
        table_lines(corpora / "guardian-sdf" / "Guardian_SDF_sample.csv"),
    ):
        report = json.loads(line)
        yield f"{report.get('title') or ''} {report.get('text') or ''}"


def every_second(path: Path) -> Iterator[str]:
    """Every second line of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from islice(lines, 0, None, 2)


def write_lines(counts: Counter[str], reports: int) -> Iterator[str]:
    """The lines of the file: a number and its words, wrapped."""
    yield str(reports)
    words: dict[int, list[str]] = defaultdict(list)
    for word, n in sorted(counts.items()):
        if n >= LEAST:
            words[n].append(word)
    for n in sorted(words):
        line = str(n)
        for word in words[n]:
            if len(line) + 1 + len(word) > WIDTH:
                yield line
                line = str(n)
            line += f" {word}"
        yield line


if __name__ == "__main__":
    main()
