"""`python -m pagewinnow.training --pages FOLDER -o model.npz`: make a shipped model again, and say what it reaches."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"  # before numpy comes: sums in another order are other bytes


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the model, print what cross-validation says of it."""
    from pagewinnow.learned.model import digest, to_bytes  # noqa: PLC0415 - after the threads are set
    from pagewinnow.training.corpora import read_pages  # noqa: PLC0415
    from pagewinnow.training.fit import build, cross_validate, gather, leave_out  # noqa: PLC0415
    from pagewinnow.training.network import Schedule  # noqa: PLC0415
    from pagewinnow.training.report import tell_confidence, tell_corpora  # noqa: PLC0415

    options = _parse(arguments)
    schedule = Schedule(seed=options.seed, epochs=options.epochs)
    pages = gather(list(read_pages(options.pages, options.kind, options.keep)))
    trials = cross_validate(pages, schedule, options.parts)
    sys.stdout.write(tell_corpora(trials) + tell_confidence(trials))
    content = to_bytes(build(pages, schedule, trials))
    options.output.write_bytes(content)
    sys.stdout.write(f"{options.output}: {len(content)} bytes, digest {digest(content)}\n")
    if options.leave_out:
        for corpus, unseen in leave_out(pages, schedule):
            sys.stdout.write(f"without {corpus}:\n{tell_corpora(unseen)}")
            sys.stdout.flush()
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m pagewinnow.training", description=main.__doc__)
    parser.add_argument(
        "--pages", type=Path, nargs="+", required=True, help="folders with extract.jsonl or corpora.jsonl, and pages"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="the model file to write")
    parser.add_argument("--kind", choices=("html", "text"), default="html", help="pages as they are, or flattened")
    parser.add_argument("--keep", type=Path, help="a folder to keep read pages in: half of the time, the next time")
    parser.add_argument("--parts", type=int, default=2, help="cross-validate in so many; 4 take three times as long")
    parser.add_argument("--leave-out", action="store_true", help="also each corpus by a model of the others")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=8)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
