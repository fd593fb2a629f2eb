"""Which expressions of the package grow faster than the text: every one is attacked, some minutes; run by hand.

Run: python tests/bench/expressions.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from attacks import expressions, find_growth

if __name__ == "__main__":
    growing = 0
    for expression in expressions():
        found = find_growth(expression)
        if found:
            growing += 1
            print(expression.module, expression.pattern[:80], found)
    sys.exit(1 if growing else 0)
