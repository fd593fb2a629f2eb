"""Pages that look like threads and are none: what repeats in them is their own.

Each trap writes lines out of real paragraphs; what recurs around them is drawn from the page's tongue.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from pagewinnow.training.threads.lines.words import Tongue

Writer = Callable[[Sequence[str], Tongue], list[str]]


def write_trap(
    kind: str, articles: Sequence[Sequence[str]], comments: Sequence[Sequence[str]], tongue: Tongue
) -> list[str]:
    """The lines of a trap."""
    draw = tongue.draw
    paragraphs = [p for p in draw.choice(articles) if len(p) > 40] or ["Nothing happened here today."]
    if kind in _SPOKEN:
        paragraphs = [line for one in draw.choices(comments, k=8) for line in one[:1]]
    paragraphs = [tongue.write(p) for p in paragraphs[: draw.randint(3, 14)]]
    return TRAPS[kind](paragraphs, tongue)


def _when(draw: random.Random) -> tuple[int, int, int, int, int]:
    return draw.randint(2004, 2026), draw.randint(1, 12), draw.randint(1, 28), draw.randint(0, 23), draw.randint(0, 59)


def _short(text: str, words: int) -> str:
    pieces = text.split()
    return " ".join(pieces[:words]) if len(pieces) > 1 else text[: words * 3]


def _interview(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    names = [tongue.name(), tongue.name()]
    if tongue.draw.random() < 0.4:
        return [f"{names[k % 2]}: {_short(p, 25 if k % 2 else 200)}" for k, p in enumerate(paragraphs)]
    mark = tongue.draw.choice((":", "", "?"))
    return [x for k, p in enumerate(paragraphs) for x in (f"{names[k % 2]}{mark}", p if k % 2 else _short(p, 18) + "?")]


def _faq(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    q, a = tongue.draw.choice((("", ""), ("Q: ", "A: "), (f"{tongue.word(1)} ", ""), ("1. ", "")))
    numbered = q == "1. "
    return [x for k, p in enumerate(paragraphs) for x in (f"{f'{k + 1}. ' if numbered else q}{_short(p, 9)}?", a + p)]


def _steps(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    word = tongue.phrase(1, 1)
    way = tongue.draw.choice((f"{word} {{n}}", "{n}.", f"{word} {{n}}: {{t}}", "{n}. {t}", "{n}"))
    return [x for k, p in enumerate(paragraphs) for x in (way.format(n=k + 1, t=_short(p, 4)), p)]


def _ticker(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    style = tongue.draw.choice(("{H:02}:{M:02}", "{H:02}.{M:02}", "{d} {mon} {H}:{M:02}", "{H}:{M:02} {at}"))
    word, who = tongue.phrase(1, 2), tongue.name()
    rows = []
    for k, p in enumerate(paragraphs):
        time = tongue.date(style, (2020, 5, 3, max(0, 22 - k), (k * 17) % 60))
        rows += [time, p] if tongue.draw.random() < 0.7 else [f"{time} {word}", p]
        if tongue.draw.random() < 0.2:
            rows.append(who)
    return rows


def _changelog(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    style, word = tongue.date_style(), tongue.phrase(1, 1)
    return [
        x
        for k, p in enumerate(paragraphs)
        for x in (
            f"{word} 2.{20 - k}.0 ({tongue.date(style, _when(tongue.draw))})",
            f"- {_short(p, 12)}",
            f"- {_short(p[40:] or p, 10)}",
        )
    ]


def _teasers(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    draw = tongue.draw
    style, more, by, word = tongue.date_style(), tongue.phrase(1, 3), tongue.phrase(1, 1), tongue.phrase(1, 1)
    rows: list[str] = [tongue.phrase(1, 3)] if draw.random() < 0.5 else []
    named, dated, counted, told, ended = (draw.random() < c for c in (0.5, 0.6, 0.3, 0.6, 0.5))
    for p in paragraphs:
        rows.append(_short(p, draw.randint(4, 11)))
        if named:
            rows.append(f"{by} {tongue.name()}" if draw.random() < 0.8 else tongue.name())
        if dated:
            rows.append(tongue.date(style, _when(draw)))
        if told:
            rows.append(_short(p, draw.randint(12, 40)) + draw.choice(("…", "...", "", " […]")))
        if counted:
            rows.append(f"{draw.randint(0, 60)} {word}")
        if ended:
            rows.append(more)
    return rows


def _testimonials(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    draw = tongue.draw
    star, work = draw.random() < 0.4, draw.random() < 0.7
    rows = [tongue.phrase(2, 5)]
    for p in paragraphs[: draw.randint(2, 6)]:
        rows += ["★★★★★"] if star else []
        rows += [f"“{_short(p, 40)}”", draw.choice(("— ", "", "- ")) + tongue.name()]
        rows += [f"{tongue.phrase(1, 2)}, {tongue.place()}"] if work else []
    return rows


def _index(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    draw = tongue.draw
    style, by, replies, views, last = (
        tongue.date_style(),
        tongue.phrase(1, 2),
        tongue.phrase(1, 1),
        tongue.phrase(1, 1),
        tongue.phrase(1, 2),
    )
    spread = draw.random() < 0.5
    rows = [tongue.phrase(1, 2), replies, views, last]
    for p in list(paragraphs) * 2:
        rows += [_short(p, draw.randint(3, 10)), f"{by} {tongue.name()}, {tongue.date(style, _when(draw))}"]
        rows += (
            [str(draw.randint(0, 300)), str(draw.randint(10, 9000))]
            if spread
            else [f"{draw.randint(0, 300)} {replies} · {draw.randint(10, 9000)} {views}"]
        )
        rows += [tongue.name(), tongue.date(style, _when(draw))] if draw.random() < 0.9 else []
    return rows


def _events(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    draw = tongue.draw
    style, more, at = tongue.date_style() or "{d} {mon} {y}", tongue.phrase(1, 2), tongue.phrase(1, 1)
    order = draw.random() < 0.5
    rows = []
    for p in paragraphs:
        day, title = tongue.date(style, _when(draw)), _short(p, 6)
        rows += [day, title] if order else [title, day]
        rows += [f"{at} {tongue.place()}", _short(p, 60)]
        rows += [more] if draw.random() < 0.8 else []
    return rows


def _prices(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    draw = tongue.draw
    buy, sign = tongue.phrase(1, 3), draw.choice(("€", "$", " USD", "£", " zł"))
    rows = [f"{len(paragraphs)} {tongue.phrase(1, 1)}"] if draw.random() < 0.5 else []
    for p in paragraphs:
        rows += [_short(p, 5), f"{draw.randint(2, 900)},{draw.randint(0, 99):02}{sign}"]
        rows += [_short(p, 30)] if draw.random() < 0.6 else []
        rows += [f"({draw.randint(0, 400)})"] if draw.random() < 0.3 else []
        rows.append(buy)
    return rows


def _table(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    draw = tongue.draw
    columns = draw.randint(2, 5)
    rows = [tongue.phrase(1, 2) for _ in range(columns)]
    for _ in range(draw.randint(4, 20)):
        rows += [tongue.name(), *(str(draw.randint(0, 999)) for _ in range(columns - 1))]
    return [*rows, *paragraphs[:3]]


def _listicle(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    draw = tongue.draw
    label, other = tongue.phrase(1, 1), tongue.phrase(1, 2)
    way = draw.choice(("{n}. {t}", "{t}", "#{n} {t}", "{n}) {t}"))
    rows = []
    for k, p in enumerate(paragraphs):
        rows += [way.format(n=k + 1, t=_short(p, draw.randint(2, 6))), p]
        rows += [f"{label}: {tongue.place()}"] if label and draw.random() < 0.9 else []
        rows += [other] if draw.random() < 0.5 else []
    return rows


def _staff(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    mail = tongue.phrase(1, 1)
    rows = []
    for p in paragraphs:
        rows += [tongue.name(), tongue.phrase(1, 3), _short(p, 50)]
        rows += [mail] if tongue.draw.random() < 0.8 else []
    return rows


def _sections(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    """An article with a heading over every paragraph, and the same line below some: an advertisement, a way back up."""
    refrain = tongue.phrase(1, 4) + tongue.draw.choice(("", "."))
    rows = []
    for p in paragraphs:
        rows += [tongue.phrase(1, 5), p] if tongue.draw.random() < 0.8 else [p]
        rows += [refrain] if tongue.draw.random() < 0.7 else []
    return rows


def _refrain(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    refrain = tongue.phrase(2, 9) + tongue.draw.choice(("", ".", "!"))
    every = tongue.draw.choice((1, 2, 2, 3))
    return [x for k, p in enumerate(paragraphs) for x in ((p, refrain) if k % every == 0 else (p,))]


def _embedded(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    """An article with posts of others in it, as proof."""
    draw, style = tongue.draw, tongue.date_style()
    rows = list(paragraphs)
    for _ in range(draw.randint(1, 3)):
        at = draw.randint(1, len(rows))
        rows[at:at] = [tongue.phrase(6, 20), f"— {tongue.name()} (@{tongue.word(2)}) {tongue.date(style, _when(draw))}"]
    return rows


def _dialogue(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    """Letters to an adviser and the answers, a play, the questions of a quiz: few speakers, in turn."""
    names = [tongue.name() for _ in range(tongue.draw.randint(2, 4))]
    style = tongue.draw.choice(("{n}", "{n}:", "{N}", "[{n}]"))
    rows = []
    for p in paragraphs:
        rows += [style.format(n=(who := tongue.draw.choice(names)), N=who.upper()), _short(p, 40)]
    return rows


def _results(paragraphs: Sequence[str], tongue: Tongue) -> list[str]:
    """What a search found, with the number of it above."""
    style, word = tongue.date_style(), tongue.phrase(1, 2)
    rows = [tongue.draw.choice((f"{len(paragraphs)} {word}", f"{word} ({len(paragraphs)})"))]
    for p in paragraphs:
        rows += [
            _short(p, 8),
            f"www.{tongue.word(2)}.example",
            f"{tongue.date(style, _when(tongue.draw))} - {_short(p, 25)} ...",
        ]
    return rows


TRAPS: dict[str, Writer] = {
    "interview": _interview, "faq": _faq, "steps": _steps, "ticker": _ticker, "changelog": _changelog,
    "teasers": _teasers,
    "testimonials": _testimonials, "index": _index, "events": _events, "prices": _prices, "table": _table,
    "listicle": _listicle,
    "staff": _staff, "sections": _sections, "refrain": _refrain, "embedded": _embedded, "dialogue": _dialogue,
    "results": _results,
}  # fmt: skip
_SPOKEN = frozenset({"testimonials"})
