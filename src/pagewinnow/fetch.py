"""What a crawler knows of the response that a page came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

_Header = bytes | str | Iterable[bytes | str]
Headers = Mapping[bytes | str, _Header] | Iterable[tuple[bytes | str, _Header]]


@dataclass(frozen=True, slots=True)
class Fetch:
    """What the crawler knows of the response: all of it optional.

    Attributes:
        fetched_at: an ISO 8601 time; relative times ("3 hours ago") are resolved against it, later dates are refused.
        status: the number of the HTTP status.
        content_type: the header, as it came.
        charset: the encoding that the server names, where it is known apart.

    Raises:
        TypeError: an argument is of another type.
        ValueError: `fetched_at` is no ISO 8601 time.

    >>> Fetch(status="404")
    Traceback (most recent call last):
    TypeError: status wants int or None, not str
    """

    fetched_at: str | None = None
    status: int | None = None
    content_type: str | None = None
    charset: str | None = None

    def __post_init__(self) -> None:
        """Wrong types are named here, and not where a page makes them matter."""
        for name, wanted in _TYPES.items():
            value = getattr(self, name)
            if value is not None and (not isinstance(value, wanted) or isinstance(value, bool)):
                raise TypeError(f"{name} wants {wanted.__name__} or None, not {type(value).__name__}")
        if self.fetched_at is not None:
            datetime.fromisoformat(self.fetched_at)

    @classmethod
    def from_headers(cls, status: int | None, headers: Headers, fetched_at: str | None = None) -> Fetch:
        """What the headers of a response tell: text or bytes, a mapping or pairs, in any case, one value or a list.

        Raises:
            TypeError: `headers` is neither a mapping nor pairs of text or bytes.

        >>> Fetch.from_headers(200, {b"Content-Type": [b"text/html; charset=utf-8"]}).content_type
        'text/html; charset=utf-8'
        >>> Fetch.from_headers(404, [("CONTENT-TYPE", "text/plain")])
        Fetch(fetched_at=None, status=404, content_type='text/plain', charset=None)
        """
        pairs = headers.items() if isinstance(headers, Mapping) else headers
        content_type = None
        for name, value in pairs:
            if _text(name).strip().lower() == "content-type":
                content_type = _last(value)
        return cls(fetched_at=fetched_at, status=status, content_type=content_type or None)


_TYPES = {"fetched_at": str, "status": int, "content_type": str, "charset": str}


def _last(value: _Header) -> str:
    """The value of a header; of several the last, which is what browsers take."""
    if isinstance(value, (bytes, str)):
        return _text(value).strip()
    values = [_text(one).strip() for one in value]
    return values[-1] if values else ""


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("latin-1")
    raise TypeError(f"headers want text or bytes, not {type(value).__name__}")
