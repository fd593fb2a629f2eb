"""Words, names and days of no language: what frames of pages are written in, so that nothing is learned by heart.

A tongue is drawn for each page: its syllables, its script, its months. Real texts are written over into its script, so
that the shapes of all scripts are seen and the words of none.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cached_property
from zlib import crc32

_WORD = re.compile(r"[^\W\d_]+")
_CONSONANTS = "b c d f g h j k l m n p r s t v w z ch sh th st br kr pl gr tr".split()
_VOWELS = "a e i o u y ai ou ea ie".split()
_ROMAN = "abcdefghijklmnopqrstuvwxyz"
# The letters that a script has for those of the alphabet; upper case is what Python makes of them.
_SCRIPTS = {
    "latin": _ROMAN,
    "accented": "äbçdéfğhïjkłmñöpqřşţúvwxýž",
    "cyrillic": "абцдефгхийклмнопярстувшхыз",
    "greek": "αβκδεφγηιικλμνοπθρστυβωξψζ",
    "armenian": "աբցդեֆգհիջկլմնոպքրստուվօխյզ",
    "georgian": "აბცდეფგჰიჯკლმნოპქრსტუვწხყზ",
    "arabic": "ابتدهفغحيجكلمنوبقرستوفثخشز",
    "hebrew": "אבגדהפגהיזכלמנופקרשתוועחטצ",
    "devanagari": "अबचदएफगहइजकलमनओपकरसतउवौखयझ",
    "hangul": "가나다라마바사아자차카타파하고노도로모보소오조초코토",
    "han": "",
    "kana": "",
    "thai": "",
}
_UNSPACED = {"han": (0x4E00, 2200), "kana": (0x3042, 80), "thai": (0x0E01, 46)}
_POINTS = str.maketrans({".": "。", ",": "，", "!": "！", "?": "？"})
_BEHIND_POINT = re.compile(r"(?<=[。，！？]) (?=[^\x00-\x7f])")
_FOREIGN = 0.15  # of the pages in another script have a frame in this one
_DATES = (
    "{d}.{m:02}.{y} {H:02}:{M:02}", "{d:02}.{m:02}.{y}", "{y}-{m:02}-{d:02} {H:02}:{M:02}", "{y}-{m:02}-{d:02}",
    "{m}/{d}/{y} {h}:{M:02} pm", "{m:02}/{d:02}/{yy:02}", "{d}/{m}/{y} {H}h{M:02}",
    "{y}/{m:02}/{d:02} {H:02}:{M:02}:{S:02}",
    "{d} {mon} {y}", "{mon} {d}, {y}", "{mon} {d}, {y} {at} {h}:{M:02} am", "{d}. {mon} {y} {at} {H}:{M:02}",
    "{mon} {d}",
    "{day}, {d} {mon} {y}", "{d} {mon}", "{mon} {y}", "{H:02}:{M:02}", "{d} {at} {mon} {at} {y}",
    "{H}:{M:02} {at} {d} {mon} {y}",
    "{day} {H}:{M:02}", "{d:02}-{mon}-{yy:02} {H:02}:{M:02}", "{day} {mon} {d}, {y} {h}:{M:02} PM",
    "{y}年{m}月{d}日 {H}:{M:02}",
)  # fmt: skip


class Tongue:
    """The language of one page."""

    def __init__(self, draw: random.Random, script: str | None = None) -> None:
        self.draw = draw
        self.script = script or draw.choice([*["latin"] * 9, "accented", *_SCRIPTS, "han", "kana"])
        self._syllables = [
            "".join((draw.choice(_CONSONANTS), draw.choice(_VOWELS), draw.choice(["", "", "n", "r", "s", "l"])))
            for _ in range(40)
        ]
        self.months = [self.word(2).capitalize()[: draw.choice([3, 9])] for _ in range(12)]
        self.days = [self.word(2).capitalize() for _ in range(7)]
        self.at = self.word(1)
        self.units = [self.word(draw.choice([1, 2])) for _ in range(4)]
        self.ago = draw.choice(["{n} {u} {w}", "{w} {n} {u}", "{n}{u}", "{n} {u}", "{w} {w2} {n} {u}"])
        self.ago_words = (self.word(1), self.word(1))
        self._known_ago: tuple[str, ...] = ()
        self._is_foreign = draw.random() < _FOREIGN

    def learn(self, months: Sequence[str], ago: Sequence[str]) -> None:
        """Take the months and the relative times of a real language: rules will know the page's days."""
        self.months, self._known_ago = list(months) or self.months, tuple(ago)

    def write(self, text: str) -> str:
        """A text in the script of the page."""
        if self.script == "latin":
            return text
        if self.script in _UNSPACED:
            first, size = _UNSPACED[self.script]
            joined = _WORD.sub(
                lambda m: "".join(
                    chr(first + crc32(f"{m[0].lower()}{k}".encode()) % size) for k in range(1 + (len(m[0]) > 4))
                ),
                text,
            )
            joined = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", joined)
            return joined if self.script == "thai" else _BEHIND_POINT.sub("", joined.translate(_POINTS))
        return text.translate(self._letters)

    @cached_property
    def _letters(self) -> dict[int, str]:
        letters = _SCRIPTS[self.script]
        table = {ord(a): b for a, b in zip(_ROMAN, letters, strict=False)}
        return table | {ord(a.upper()): b.upper() for a, b in zip(_ROMAN, letters, strict=False)}

    def word(self, syllables: int | None = None) -> str:
        """A word of the tongue's own."""
        return "".join(self.draw.choices(self._syllables, k=syllables or self.draw.randint(1, 3)))

    def phrase(self, low: int, high: int) -> str:
        """Some words, the first with a capital."""
        words = [self.word() for _ in range(self.draw.randint(low, high))]
        style = self.draw.random()
        if style < 0.12:
            words = [word.capitalize() for word in words]
        text = " ".join(words)
        text = text.upper() if style > 0.96 else text if style > 0.86 else text[:1].upper() + text[1:]
        return text if self._is_foreign else self.write(text)

    def place(self) -> str:
        """A town."""
        return self.write(self.word(2).capitalize())

    def name(self) -> str:
        """A name, or what people call themselves on pages."""
        draw = self.draw
        first, last = self.word(draw.choice([1, 2])).capitalize(), self.word(draw.choice([2, 2, 3])).capitalize()
        kinds = (
            f"{first} {last}", f"{first} {last}", first, first, f"{first} {last[0]}.", f"{first[0]}. {last}",
            self.word(2),
            f"{self.word(2)}{draw.randint(1, 999)}", f"{first}{last}", f"{self.word(1)}_{self.word(2)}",
            f"{first} {self.word(1).capitalize()} {last}",
            f"{first}-{last}", self.word(2).upper(), f"{first.lower()}.{last.lower()}", f"{first} & {last}",
            f"{self.word(1)} {self.word(2)}",
            f"{first} {last} ({self.word(2).capitalize()})", f"xX_{last}_Xx", f"{first} {last[0]}",
            f"{self.word(1).capitalize()} {self.word(1)} {last}",
        )  # fmt: skip
        name = draw.choice(kinds)
        if self.script in _UNSPACED and draw.random() < 0.7:
            low, size = _UNSPACED[self.script]
            return "".join(chr(low + draw.randrange(size)) for _ in range(draw.randint(2, 4)))
        return self.write(name) if draw.random() < 0.8 else name

    def date_style(self) -> str:
        """How the days of a page are written; empty: as long ago."""
        return self.draw.choice([*_DATES, *[""] * 9])

    def date(self, style: str, when: Sequence[int]) -> str:
        """A day: year, month, day, hour, minute."""
        y, m, d, hour, minute = when
        if not style:
            number = self.draw.randint(1, 23)
            if self._known_ago:
                return self.draw.choice(self._known_ago).replace("{n}", str(number))
            return self.write(
                self.ago.format(n=number, u=self.draw.choice(self.units), w=self.ago_words[0], w2=self.ago_words[1])
            )
        text = style.format(y=y, yy=y % 100, m=m, d=d, H=hour, h=hour % 12 or 12, M=minute, S=(minute * 7) % 60,
                            mon=self.months[m - 1], day=self.days[d % 7], at=self.at)  # fmt: skip
        return text if self._known_ago else self.write(text)
