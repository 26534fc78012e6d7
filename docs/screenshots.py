"""``python docs/screenshots.py``: serve the bundled situation and take a picture of each page into docs/screenshots, each under 200 kB.

The bundled situation is invented and lies on no map; the map's picture is of docs/exercise.jsonl, invented reports that name real towns.

Names after the command take those alone: ``python docs/screenshots.py queue log``.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

HERE = Path(__file__).resolve().parent / "screenshots"
EXERCISE = Path(__file__).resolve().parent / "exercise.jsonl"
MOST_BYTES = 200_000
COLOURS = 256
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
WIDE, PHONE = (1120, 760), (390, 844)
# name: (path, size, light or dark); QUESTION and REPORT are found on the board.
PICTURES = {
    "board": ("/board", WIDE, "light"),
    "board-dark": ("/board", WIDE, "dark"),
    "board-phone": ("/board", PHONE, "light"),
    "question": ("QUESTION", WIDE, "light"),
    "question-phone": ("QUESTION", PHONE, "dark"),
    "report": ("REPORT", WIDE, "light"),
    "report-dark": ("REPORT", WIDE, "dark"),
    "map": ("/map?situation=exercise", WIDE, "light"),
    "timeline": ("/timeline?kind=figure", WIDE, "light"),
    "matrix": ("/matrix", WIDE, "light"),
    "speaker": ("/speaker?name=Ilse%20Maran", WIDE, "light"),
    "download": ("/download?status=disputed", WIDE, "light"),
    "add": ("/add", WIDE, "light"),
    "queue": ("/queue", WIDE, "light"),
    "claim": ("CLAIM", WIDE, "light"),
    "log": ("/log", WIDE, "light"),  # the last: something is reviewed for it
}


def _addresses(base: str) -> dict[str, str]:
    """A disputed question and the first report that answers it."""
    with urlopen(f"{base}/api/v1/questions?status=disputed&kind=figure&size=1") as answer:
        question = json.load(answer)["data"][0]
    account = question["accounts"][0]
    span = f"{account['evidence']['start']}-{account['evidence']['end']}"
    return {
        "QUESTION": f"/question/{question['id']}",
        "REPORT": f"/report?id={account['report']}&span={span}",
        "CLAIM": f"/claim?report={account['report']}&span={span}",
    }


def _review(base: str) -> None:
    """Three acts for the picture of the log."""
    with urlopen(f"{base}/api/v1/questions?status=disputed&kind=figure&size=1") as answer:
        claims = [account["claim"] for account in json.load(answer)["data"][0]["accounts"]]
    for seen, wish in enumerate((
        {"act": "confirm", "actor": "Ada", "claims": claims, "question": True},
        {"act": "correct", "actor": "Bo", "claims": claims[:1], "field": "figure", "after": "2-3", "why": "the ministry's own list"},
        {"act": "undo", "actor": "Bo", "undoes": 2, "why": "the list is older"},
    )):  # fmt: skip
        body = json.dumps(wish | {"seen": seen}).encode()
        with urlopen(Request(f"{base}/api/v1/reviews", body, {"Content-Type": "application/json"})) as answer:
            answer.read()


def _squeeze(picture: Path) -> None:
    """Keep as many colours as one byte can name: a page has few, and the rest are edges of letters."""
    from PIL import Image

    with Image.open(picture) as taken:
        fewer = taken.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    fewer.save(picture, optimize=True)


def _take(driver: Any, base: str) -> int:
    found = _addresses(base)
    browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
    too_large = 0
    for name, (path, (width, height), scheme) in PICTURES.items():
        if name not in (sys.argv[1:] or PICTURES):
            continue
        if name == "log":
            _review(base)
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.goto(base + found.get(path, path))
        picture = HERE / f"{name}.png"
        page.screenshot(path=str(picture), animations="disabled")
        _squeeze(picture)
        size = picture.stat().st_size
        too_large += size > MOST_BYTES
        print(f"{name}: {size:,} bytes{' (too large)' if size > MOST_BYTES else ''}")
        page.close()
    browser.close()
    return too_large


def main() -> int:
    """Take all pictures; 1 where one is too large."""
    from playwright.sync_api import sync_playwright

    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "rashomon", "--store", str(Path(folder) / "demo.db")]
        subprocess.run(
            [*program, "--situation", "exercise", "read", str(EXERCISE)], check=True, stdout=subprocess.DEVNULL
        )
        server = subprocess.Popen([*program, "demo", "--serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
        assert server.stderr is not None
        try:
            base = next(m[0] for m in (re.search(r"http://127\.0\.0\.1:\d+", line) for line in server.stderr) if m)
            with sync_playwright() as driver:
                return 1 if _take(driver, base) else 0
        finally:
            server.terminate()
            server.wait(timeout=20)


if __name__ == "__main__":
    sys.exit(main())
