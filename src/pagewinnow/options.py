"""One options object, passed whole: there is no other way to set anything."""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """What a `Cleaner` may be told.

    Attributes:
        rules: folders of the shape of `pagewinnow/rules/data`, laid over the package's own; the later wins by rule id.
        sites: a memory of what hosts repeat, as `pagewinnow learn` writes it.
        max_bytes: a page is cut at this many bytes before it is parsed, and the record says so.
        max_attributes: a tag with more is hostile (a tree of it takes minutes); the page is read whole, but trafilatura
            is not asked, and the record says so.
        max_depth: elements nested deeper are hostile; the same holds for them.
        second_opinion: may trafilatura be asked where our own labeller finds next to nothing?
    """

    rules: tuple[Path, ...] = ()
    sites: Path | None = None
    max_bytes: int = 10_000_000
    max_attributes: int = 5_000
    max_depth: int = 2_000
    second_opinion: bool = True

    def digest(self) -> str:
        """A short hash of all that can change a record.

        Rule folders and the memory of sites count by content, in digests of their own.

        >>> Options().digest() == Options(max_bytes=10_000_000).digest()
        True
        >>> Options().digest() == Options(second_opinion=False).digest()
        False
        """
        known = [(f.name, getattr(self, f.name)) for f in fields(self) if f.name not in ("rules", "sites")]
        return sha256(repr(known).encode()).hexdigest()[:12]
