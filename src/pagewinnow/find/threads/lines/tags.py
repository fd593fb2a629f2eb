"""What a line of a text is to a thread."""

from __future__ import annotations

OUTSIDE, FIRST, FURTHER, AUTHOR, FRAME = TAGS = range(5)
"""No line of the thread; the first line of a comment's words; a further one; who wrote; another line around a comment."""
