"""``python -m bench.first_lookup [NAME…]``: the gazetteer in a fresh process: milliseconds to open it and look up a name, and memory.

The median of several processes; memory is what the process holds more than before, mapped pages that were read included.
"""

import statistics
import subprocess
import sys

RUNS = 5
_PROBE = """
import resource, sys, time
from rashomon.world.gazetteer import open_gazetteer
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.perf_counter()
gazetteer = open_gazetteer()
gazetteer.lookup(sys.argv[1])
first = time.perf_counter()
for name in sys.argv[2:]:
    gazetteer.lookup(name) or gazetteer.lookup(name, loose=True)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(1000 * (first - began), 1000 * (time.perf_counter() - first) / max(1, len(sys.argv) - 2), (after - before) / 1024)
"""
NAMES = (
    "Nairobi",
    "al-Hudaydah",
    "Deir Ezzor",
    "Springfield",
    "Kyiv",
    "San José",
    "Port of Spain",
    "Tel Tamer",
    "Harris County",
    "Danube",
)


def main() -> None:
    """Measure and print."""
    names = sys.argv[1:] or NAMES
    runs = [
        [
            float(x)
            for x in subprocess.run(
                [sys.executable, "-c", _PROBE, *names], capture_output=True, check=True, text=True
            ).stdout.split()
        ]
        for _ in range(RUNS)
    ]
    first, later, memory = (statistics.median(values) for values in zip(*runs, strict=True))
    print(
        f"opened and first name looked up in {first:.1f} ms, each further one in {later:.2f} ms; {memory:.1f} MB more memory"
    )


if __name__ == "__main__":
    main()
