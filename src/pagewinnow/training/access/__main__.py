"""`python -m pagewinnow.training.access --pages FOLDER -o access.json`: make the scorers of the verdict again."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"  # before numpy comes: sums in another order are other bytes


def main(arguments: Sequence[str] | None = None) -> int:
    """Read and make the pages, say what is reached on sites that were left out, write the weights."""
    from random import Random  # noqa: PLC0415 - after the threads are set

    from pagewinnow.rules import load_rules  # noqa: PLC0415
    from pagewinnow.training.access.fit import Settings, fit_all, to_table  # noqa: PLC0415
    from pagewinnow.training.access.left_out import LeftOut, leave_out  # noqa: PLC0415
    from pagewinnow.training.access.pages import read_made, read_open, read_real  # noqa: PLC0415
    from pagewinnow.training.access.trials import cross_validate, report  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m pagewinnow.training.access", description=main.__doc__)
    parser.add_argument("--pages", type=Path, required=True, help="a folder with access.html.jsonl and its like")
    parser.add_argument("-o", "--output", type=Path, default=Path("access.json"), help="the file of weights to write")
    parser.add_argument("--made", type=int, default=4, help="pages that are made of each open article")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--left-out", choices=get_args(LeftOut), help="print what is reached on them, and write nothing"
    )
    options = parser.parse_args(arguments)
    rules, settings = load_rules(), Settings(seed=options.seed)
    made = read_made(options.pages, rules, Random(options.seed), options.made)  # noqa: S311 - no secret
    examples = [*read_real(options.pages, rules), *read_open(options.pages, rules), *made]
    if options.left_out:
        sys.stdout.writelines(f"{line}\n" for line in leave_out(examples, settings, options.left_out))
        return 0
    for line in report(cross_validate(examples, settings)):
        sys.stdout.write(f"{line}\n")
    table = to_table(fit_all(examples, settings))
    options.output.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
