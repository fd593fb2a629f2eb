"""What a line of a text is to a thread."""

from __future__ import annotations

OUTSIDE, FIRST, FURTHER, AUTHOR, HEAD, SIGNED, FOOT = TAGS = range(7)
"""No line of the thread; the first line of a comment's words, a further one; above them the line with the name, or
another; below them the line with the name, or another."""

WORDS = (FIRST, FURTHER)
ABOVE = (AUTHOR, HEAD)
BELOW = (SIGNED, FOOT)
NAMED = (AUTHOR, SIGNED)
AROUND = (AUTHOR, HEAD, SIGNED, FOOT)
