"""Small plots of counts as SVG, each with its numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _NAMES, _HEIGHT = 420, 140, 20
_MOST = 12  # bars of a plot; the table has all


def plot_bars(title: str, rows: Sequence[tuple[str, float]], *, is_share: bool = False) -> str:
    """A bar a row and the rows as a table; nothing where there are none.

    >>> "<table>" in plot_bars("Pages by verdict", [("open", 12)])
    True
    >>> plot_bars("Failures", [])
    ''
    """
    if not rows:
        return ""
    top = max(value for _, value in rows) or 1
    bars = [_bar(at, name, value, top, is_share=is_share) for at, (name, value) in enumerate(rows[:_MOST])]
    height = _HEIGHT * len(bars)
    lines = [f"<tr><td>{escape(name)}</td><td>{_number(value, is_share=is_share)}</td></tr>" for name, value in rows]
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<svg width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}, a bar a row of the table below">{"".join(bars)}</svg>'
        f"<details><summary>Numbers</summary><table>{''.join(lines)}</table></details></figure>"
    )


def _bar(at: int, name: str, value: float, top: float, *, is_share: bool) -> str:
    y, length = at * _HEIGHT, (_WIDTH - _NAMES - 70) * value / top
    return (
        f'<text x="0" y="{y + 14}">{escape(name[:20])}</text>'
        f'<rect x="{_NAMES}" y="{y + 4}" width="{length:.1f}" height="{_HEIGHT - 8}"></rect>'
        f'<text x="{_NAMES + length + 6:.1f}" y="{y + 14}">{_number(value, is_share=is_share)}</text>'
    )


def _number(value: float, *, is_share: bool) -> str:
    return f"{100 * value:.0f}%" if is_share else f"{value:,.0f}"
