"""`python -m pagewinnow.training --pages FOLDER -o model.npz`: make a shipped model again, and say what it reaches."""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"  # before numpy comes: sums in another order are other bytes


CONFIDENCES = ((0.0, 0.45), (0.45, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01))


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the model, print the cross-validation."""
    from pagewinnow.learned.model import digest, to_bytes  # noqa: PLC0415 - after the threads are set
    from pagewinnow.training.fit import build, cross_validate, gather  # noqa: PLC0415
    from pagewinnow.training.network import Schedule  # noqa: PLC0415
    from pagewinnow.training.pages import VARIED, read_pages  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m pagewinnow.training", description=main.__doc__)
    parser.add_argument("--pages", type=Path, required=True, help="a folder with extract.jsonl and its pages")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the model file to write")
    parser.add_argument("--kind", choices=("html", "text"), default="html", help="pages as they are, or flattened")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=12)
    options = parser.parse_args(arguments)
    schedule = Schedule(seed=options.seed, epochs=options.epochs)
    corpus = gather(list(read_pages(options.pages, options.kind)))
    trials = cross_validate(corpus, schedule)
    by_type = defaultdict(list)
    for trial in trials:
        by_type[trial.type].append(trial.reached)
        if trial.type != VARIED:
            by_type["all"].append(trial.reached)
    for name, reached in sorted(by_type.items()):
        sys.stdout.write(f"{name:15} {len(reached):5} pages   word F1 {sum(reached) / len(reached):.4f}\n")
    for low, high in CONFIDENCES:
        asked = [trial.reached for trial in trials if low <= trial.expected < high and trial.type != VARIED]
        mean = sum(asked) / max(1, len(asked))
        sys.stdout.write(f"promised {low:.2f} to {high:.2f} {len(asked):5} pages   word F1 {mean:.4f}\n")
    content = to_bytes(build(corpus, schedule, trials))
    options.output.write_bytes(content)
    sys.stdout.write(f"{options.output}: {len(content)} bytes, digest {digest(content)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
