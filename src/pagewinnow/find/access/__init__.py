"""What was a page: open, paywalled, a challenge, a consent wall, an error, empty? And is its text all there?"""

from __future__ import annotations

from pagewinnow.find.access.judge import judge_access

__all__ = ["judge_access"]
