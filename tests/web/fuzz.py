"""``python tests/web/fuzz.py SCHEMATHESIS``: serve the bundled situation and let schemathesis try the API; exits as it does."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

SEED = "1"  # the same cases each time: a gate that is green today is green tomorrow

# What an act of review needs beside it depends on the act: what the description allows may be refused in one line.
CONFIG = """
[[operations]]
include-name = "POST /api/v1/reviews"
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "403", "404", "409"]
"""


def main() -> int:
    """Start a server, run, stop it."""
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "rashomon", "--store", str(Path(folder) / "demo.db")]
        server = subprocess.Popen([*program, "demo", "--serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
        assert server.stderr is not None
        found = None
        for line in server.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                break
        if found is None:
            return 1
        try:
            options = ["--max-examples", "25", "--seed", SEED, "--no-color"]
            config = Path(folder) / "schemathesis.toml"
            config.write_text(CONFIG, encoding="utf-8")
            command = [
                sys.argv[1],
                "--config-file",
                str(config),
                "run",
                f"{found[0]}/api/v1/openapi.json",
                "--url",
                found[0],
                *options,
            ]
            return subprocess.run(command, check=False, timeout=900).returncode
        finally:
            server.terminate()
            server.wait(timeout=20)
            server.stderr.close()


if __name__ == "__main__":
    sys.exit(main())
