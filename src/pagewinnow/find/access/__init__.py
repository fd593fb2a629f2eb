"""What was a page: open, paywalled, a challenge, a consent wall, an error, empty? And is its text all there?

    seen.py       what this room looks at, read once: the running text (`shape`), what short lines say (`lines`), what
                  the page declares (`declared`)
    certain.py    what decides alone, with `markup` (what elements tell) and `letters` (text in disorder)
    fronts.py     evidence for a page that stands before the page
    walls.py      candidates for a wall, with their evidence
    ends.py       evidence that text is missing
    verdict.py    the scorers' sums, the verdict, the blocks that belong to it

Words and sentences are data (`rules.lexicon`, `rules.sentences`), weights are learned (`learned.access`).
"""

from __future__ import annotations

from pagewinnow.find.access.verdict import find_access

__all__ = ["find_access"]
