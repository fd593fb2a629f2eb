"""`python -m pagewinnow.training.threads.lines --pages FOLDER -o lines.npz`: the reader of texts, made again."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"  # before numpy comes: sums in another order are other bytes

_LEARNED = frozenset({0, 1, 2, 3})
_TRAPS = 0.5  # of the pages that the check learns from


def main(arguments: Sequence[str] | None = None) -> int:
    """Make pages, train the tagger and the two checks, write the model, print what it reaches on other made pages."""
    from pagewinnow.find.threads.lines.file import Reader, from_bytes, to_bytes  # noqa: PLC0415 - after the threads are set
    from pagewinnow.learned.model import digest  # noqa: PLC0415
    from pagewinnow.rules import load_rules  # noqa: PLC0415
    from pagewinnow.training.threads.lines.fit import Schedule, examples_of, fit, silent_columns  # noqa: PLC0415
    from pagewinnow.training.threads.lines.judge import fit_check, judge_cases, report  # noqa: PLC0415
    from pagewinnow.training.threads.lines.made import make_pages  # noqa: PLC0415
    from pagewinnow.training.threads.lines.opens import opening_cases  # noqa: PLC0415
    from pagewinnow.training.threads.lines.pool import make_pool  # noqa: PLC0415
    from pagewinnow.training.threads.lines.real import read_articles, read_real  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m pagewinnow.training.threads.lines", description=main.__doc__)
    parser.add_argument(
        "--pages", type=Path, required=True, help="a folder with comments.jsonl, extract.jsonl, corpora"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="the model file to write")
    parser.add_argument("--made", type=int, default=14000, help="pages that are made")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=3e-3, help="of learning: less where it goes on from a model")
    parser.add_argument("--start", type=Path, help="a model whose tagger is trained on")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)

    real = [page for _, page in read_real(options.pages, _LEARNED) if page.lines]
    pool = make_pool(options.pages, _LEARNED, real, load_rules())
    examples = examples_of(make_pages(pool, options.seed, options.made), real)
    schedule = Schedule(epochs=options.epochs, rate=options.rate, seed=options.seed)
    start = from_bytes(options.start.read_bytes()).tagger if options.start else None
    tagger = fit(examples, schedule, silent_columns(), start)
    del examples
    cases = [
        *judge_cases(make_pages(pool, options.seed + 300, options.made // 8, _TRAPS), tagger),
        *judge_cases(real, tagger),
    ]
    cases += judge_cases(read_articles(pool.articles), tagger)
    check = fit_check(cases, options.seed)
    reader = Reader(tagger, check, check)
    openings = [
        *opening_cases(make_pages(pool, options.seed + 400, options.made // 14, 0.0), reader),
        *opening_cases(real, reader),
    ]
    reader = reader._replace(opening=fit_check(openings, options.seed))
    sys.stdout.write(report(make_pages(pool, options.seed + 600, options.made // 20), reader))
    content = to_bytes(reader)
    options.output.write_bytes(content)
    sys.stdout.write(f"{options.output}: {len(content)} bytes, digest {digest(content)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
