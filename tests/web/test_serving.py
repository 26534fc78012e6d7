"""Which doors may be opened."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from rashomon.cli import main
from rashomon.errors import InputError
from rashomon.web.serving import check_door


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_this_machine_needs_no_token(host: str) -> None:
    check_door(host, None)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "board.example", ""])
def test_beyond_it_one_is_needed(host: str) -> None:
    with pytest.raises(InputError, match="--token"):
        check_door(host, None)
    check_door(host, "a-word-that-is-long-enough")


@pytest.mark.parametrize("token", ["short", "with space in the middle", "déjà-vu-et-encore-plus"])
def test_a_token_that_could_be_guessed_or_not_be_sent_is_refused(token: str) -> None:
    with pytest.raises(InputError, match="token needs"):
        check_door("0.0.0.0", token)


def test_the_command_refuses_in_one_line(tmp_path: Path, demo_store: str) -> None:
    run = CliRunner().invoke
    open_door = run(main, ["--store", demo_store, "serve", "--host", "0.0.0.0"])
    assert open_door.exit_code == 2
    assert "can be reached from other machines" in open_door.stderr
    nothing = run(main, ["--store", str(tmp_path / "none.db"), "serve"])
    assert nothing.exit_code == 2
    assert "no store" in nothing.stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = run(main, ["--store", demo_store, "serve", "--port", str(taken.getsockname()[1])])
    assert busy.exit_code == 2
    assert "cannot listen" in busy.stderr
