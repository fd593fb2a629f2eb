"""What was a page: open, paywalled, a challenge, a consent wall, an error, empty? And is its text all there?"""

from __future__ import annotations

from pagewinnow.find.access.judge import find_access

__all__ = ["find_access"]
