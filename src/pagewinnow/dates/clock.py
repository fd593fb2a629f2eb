"""The time of day beside a date: hours and minutes, seconds, halves of the day, the offset from UTC."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pagewinnow.dates.forms import Forms, Token

_FAR = 24  # characters between a date and the clock behind it
_NEAR = 14  # from the beginning of a clock to the date behind it
_PASSED = 5  # tokens between them
_SHORT = 5  # letters of a word between them: "at", "um", "klo", "godz"
_EAST_ASIAN = "\u2e80"  # from here on a word before the clock may be a half of the day
_UTC = frozenset({"z", "utc", "gmt"})
_MINUTES, _HOURS, _WIDEST = 60, 24, 14  # the widest offset from UTC, in hours


class Clock(NamedTuple):
    """A time of day in ISO 8601, without the `T`: the tokens `start` to `stop - 1`."""

    start: int
    stop: int
    iso: str


def clock_behind(tokens: Sequence[Token], stop: int, forms: Forms) -> Clock | None:
    """The clock that follows the date which ends before the token `stop`."""
    end = tokens[stop - 1].end
    for at in range(stop, min(len(tokens), stop + _PASSED + 1)):
        token = tokens[at]
        if token.start - end > _FAR:
            return None
        if token.kind == "figures":
            return None if _is_other_half(tokens, at, stop, forms) else read_clock(tokens, at, forms)
        if token.kind == "word" and len(token.text) > _SHORT and _half_of(token, forms) is None:
            return None
    return None


def clock_before(tokens: Sequence[Token], start: int, forms: Forms) -> Clock | None:
    """The clock that stands before the date which begins with the token `start`."""
    for at in range(max(0, start - 9), start):
        token = tokens[at]
        if token.kind == "figures" and tokens[start].start - token.start <= _NEAR and not _is_glued(tokens, at):
            found = read_clock(tokens, at, forms)
            if found is not None and found.stop <= start and tokens[at + 1].text != ".":
                return found
    return None


def read_clock(tokens: Sequence[Token], at: int, forms: Forms) -> Clock | None:
    """The clock that begins with the figures at `at`: 17:04, 17.04, 17h04, 5:04 pm, 5 pm, 17:04:26+02:00."""
    hour, stop = tokens[at].text, at + 1
    minute = second = ""
    if len(hour) > 2:
        return None
    if _parts(tokens, stop) and _is_two(tokens, stop + 1):
        minute, stop = tokens[stop + 1].text, stop + 2
        if _sign(tokens, stop) == ":" and _is_two(tokens, stop + 1):
            second, stop = tokens[stop + 1].text, stop + 2
            if _sign(tokens, stop) == "." and stop + 1 < len(tokens) and tokens[stop + 1].kind == "figures":
                stop += 2
    elif (
        stop < len(tokens)
        and tokens[stop].kind == "word"
        and len(tokens[stop].text) == 1
        and _half_before(tokens, at, forms) is not None
    ):
        stop += 1
    half, after = _half_behind(tokens, stop, forms)
    if half is None:
        half = _half_before(tokens, at, forms)
    if not minute and half is None:
        return None
    if half is not None:
        hour = str(int(hour) % 12 + half)
    if int(hour) >= _HOURS or int(minute or 0) >= _MINUTES or int(second or 0) >= _MINUTES:
        return None
    offset, after = _offset(tokens, after)
    return Clock(at, after, f"{int(hour):02}:{minute or '00'}{':' if second else ''}{second}{offset}")


def _parts(tokens: Sequence[Token], at: int) -> bool:
    """Does the token part hours from minutes: a colon, a point, an h, a sign of its own in East Asia?"""
    if at >= len(tokens):
        return False
    token = tokens[at]
    return token.text in {":", ".", "h", "："} or (
        token.kind == "word" and len(token.text) == 1 and token.text >= _EAST_ASIAN
    )


def _is_two(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "figures" and len(tokens[at].text) == 2


def _sign(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """Do the figures go on from a point, colon or stroke before them?"""
    return at > 0 and tokens[at - 1].end == tokens[at].start and tokens[at - 1].text in {".", ":", "/", "-", "："}


def _half_of(token: Token, forms: Forms) -> int | None:
    """The hours that a word adds; one that is written without spaces may end a longer run."""
    if token.text in forms.halves:
        return forms.halves[token.text]
    if token.text >= _EAST_ASIAN:
        return next((hours for name, hours in forms.halves.items() if token.text.endswith(name)), None)
    return None


def _half_before(tokens: Sequence[Token], at: int, forms: Forms) -> int | None:
    return _half_of(tokens[at - 1], forms) if at and tokens[at - 1].kind == "word" else None


def _half_behind(tokens: Sequence[Token], at: int, forms: Forms) -> tuple[int | None, int]:
    """The hours to add by the words at `at`, and the token behind them: "pm", "p.m.", "de la tarde"."""
    name = ""
    best: tuple[int | None, int] = (None, at)
    for stop in range(at, min(len(tokens), at + 5)):
        token = tokens[stop]
        if token.kind == "figures" or (token.kind == "sign" and token.text != "."):
            break
        name += token.text if token.kind == "word" else ""
        if name in forms.halves:
            best = forms.halves[name], stop + 1
    return best


def _is_other_half(tokens: Sequence[Token], at: int, stop: int, forms: Forms) -> bool:
    """Does a word for a half of the day stand before the clock that no language here has? The clock is unread."""
    before = tokens[at - 1]
    if at == stop or before.kind != "word" or before.text < _EAST_ASIAN:
        return False
    if at - 1 == stop and len(before.text) == 1 and before.start == tokens[stop - 1].end:
        return False  # the sign for the day itself
    return _half_of(before, forms) is None and before.text not in forms.weekdays


def _offset(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The offset from UTC behind a clock, and the token behind it; one that no place on Earth has is none."""
    is_utc = _sign(tokens, at) in _UTC
    start = at + 1 if is_utc else at
    if (
        _sign(tokens, start) in {"+", "-", "\u2212"}
        and start + 1 < len(tokens)
        and tokens[start + 1].start == tokens[start].end
    ):
        figures, stop = tokens[start + 1].text, start + 2
        if len(figures) == 2 and _sign(tokens, stop) == ":" and _is_two(tokens, stop + 1):
            figures, stop = figures + tokens[stop + 1].text, stop + 2
        if len(figures) == 4 and figures.isdecimal():
            return make_offset("+" if tokens[start].text == "+" else "-", figures), stop
    return ("Z", at + 1) if is_utc else ("", at)


def make_offset(sign: str, figures: str) -> str:
    """The offset from UTC of four figures; empty, if no place on Earth has it.

    >>> make_offset("+", "0530"), make_offset("+", "9999")
    ('+05:30', '')
    """
    is_real = int(figures[:2]) <= _WIDEST and int(figures[2:]) < _MINUTES
    return f"{sign}{figures[:2]}:{figures[2:]}" if is_real else ""
