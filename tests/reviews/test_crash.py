"""Killed at any moment while it reviews and reads: nothing that was acknowledged is lost, nothing is half there."""

from pathlib import Path

from bench.crash import crash


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    tally = crash(tmp_path, 8)
    assert tally.runs == 8
    assert tally.reviews > 0
    assert tally.reports > 0
    assert tally.wrong == []
