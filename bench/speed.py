"""``python -m bench.speed REPORTS.jsonl[.gz] [N]``: words a second of ``extract`` beside spaCy alone, in one run, side by side.

spaCy alone is the pipeline as the program loads it, over the same paragraphs in the same batches; one thread is what the environment sets
(OMP_NUM_THREADS=1). The ratio is the time of the whole analysis, parse included, over that of spaCy.
"""

import resource
import sys
import time
from itertools import islice

from rashomon.pipeline import analyse, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Report
from rashomon.sentences import split_sentences


def main() -> None:
    """Measure and print."""
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    models = load_models()
    reports = [r for r in islice(read_inputs([sys.argv[1]], defaults=Defaults()), most) if isinstance(r, Report)]
    analyse(reports[0], models)
    words = parse = whole = 0.0
    for report in reports:
        began = time.process_time()
        split_sentences(report.text, models.parser, body_start=report.body_start)
        between = time.process_time()
        analyse(report, models)
        whole += time.process_time() - between
        parse += between - began
        words += len(report.text.split())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(reports)} reports, {words:.0f} words: spaCy and sentences {words / parse:.0f} words/s, extract {words / whole:.0f} words/s"
    )
    print(f"ratio {whole / parse:.2f}; peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
