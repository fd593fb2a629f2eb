"""What stands around the comments of a page: a frame is drawn once for a page and holds for all of its comments.

A frame is an order of slots before and behind the words of a comment. Each slot writes a line; most are there every
time, some not. No slot has words of its own: they are drawn from the page's tongue, or are phrases of the rules.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pagewinnow.training.threads.taught import AUTHOR, FRAME
from pagewinnow.training.threads.words import Tongue


@dataclass(slots=True)
class Said:
    """A comment to be written: who, when, which number, what."""

    name: str
    lines: list[str]
    number: int = 0
    when: tuple[int, int, int, int, int] = (2020, 1, 1, 0, 0)
    votes: int = 0
    answers: str | None = None
    profile: dict[str, str] = field(default_factory=dict)


class Slot(NamedTuple):
    """A line around each comment: its tag, how often it is there, how it is written."""

    tag: int
    chance: float
    write: Callable[[Said], str | None]


class Frame(NamedTuple):
    """The slots before and behind the words of each comment; `inline`: how a name stands before the words themselves."""

    before: tuple[Slot, ...]
    behind: tuple[Slot, ...]
    inline: Callable[[Said], str] | None = None


def draw_frame(tongue: Tongue, phrases: Sequence[str]) -> Frame:
    """A frame in the tongue of a page; `phrases` are some that rules know, for pages whose language they know."""
    draw = tongue.draw
    maker = _Maker(tongue, phrases)
    named = maker.named()
    before: list[Slot] = []
    behind: list[Slot] = []
    shape = draw.random()
    if shape < 0.12:  # a notice, a rule, a number: the same line before each, and nothing else
        before.append(draw.choice((maker.notice, maker.notice, maker.rule, maker.number))())
        if draw.random() < 0.25:
            before.append(named)
    elif shape < 0.2:  # all of it behind the words
        behind.append(named)
        behind += maker.some((maker.date, maker.control, maker.votes, maker.control), 0, 2)
    elif shape < 0.26:  # controls alone
        behind += [maker.control() for _ in range(draw.randint(1, 4))]
    elif shape < 0.4:  # the profile of a member of a forum
        before.append(named)
        before += [maker.profile() for _ in range(draw.randint(2, 6))]
        before += maker.some((maker.date, maker.number, maker.title, maker.badge), 1, 3)
        behind += maker.some((maker.control, maker.control, maker.votes, maker.edited, maker.signature), 0, 3)
    else:
        before.append(named)
        before += maker.some((maker.date, maker.date, maker.date, maker.number, maker.badge, maker.initial, maker.title, maker.rating,
                              maker.answered, maker.notice, maker.control, maker.votes, maker.again, maker.profile), 0, 4)  # fmt: skip
        behind += maker.some((maker.control, maker.control, maker.control, maker.votes, maker.date, maker.notice, maker.edited,
                              maker.likes, maker.link), 0, 4)  # fmt: skip
    if draw.random() < 0.35:
        draw.shuffle(before)
    if draw.random() < 0.06:
        before.insert(0, maker.rule())
    if draw.random() < 0.04 and not any(slot.tag == AUTHOR for slot in (*before, *behind)):
        return Frame(tuple(before), tuple(behind), maker.inline())
    return Frame(tuple(before), tuple(behind))


class _Maker:
    """Makes slots in the manner of one page."""

    def __init__(self, tongue: Tongue, phrases: Sequence[str]) -> None:
        self._tongue, self._draw, self._phrases = tongue, tongue.draw, phrases
        self._style = tongue.date_style()
        self._dated = False

    def some(self, makers: Sequence[Callable[[], Slot]], low: int, high: int) -> list[Slot]:
        return [make() for make in self._draw.sample(makers, k=self._draw.randint(low, min(high, len(makers))))]

    def _chance(self) -> float:
        roll = self._draw.random()
        return 1.0 if roll < 0.72 else self._draw.uniform(0.5, 0.97) if roll < 0.9 else self._draw.uniform(0.08, 0.5)

    def _words(self, low: int, high: int) -> str:
        if self._phrases and self._draw.random() < 0.6:
            return self._draw.choice(self._phrases)
        return self._tongue.phrase(low, high)

    def _date_of(self, said: Said) -> str:
        return self._tongue.date(self._style, said.when)

    def named(self) -> Slot:
        """The line with the name, in one of the ways of pages."""
        draw, date = self._draw, self._date_of
        says, other, badge = self._words(1, 2), self._tongue.phrase(1, 2), self._tongue.phrase(1, 2)
        says = says[:1].lower() + says[1:]
        sep = draw.choice((" · ", ", ", " | ", " – ", " - ", " ", " — ", " • ", ": ", " / "))
        ways: tuple[Callable[[Said], str], ...] = (
            *[lambda s: s.name] * 9,
            *[lambda s: f"{s.name} {says}:"] * 3, lambda s: f"{s.name}:", lambda s: f"{other} {s.name}", lambda s: f"@{s.name}",
            *[lambda s: f"{s.name}{sep}{date(s)}"] * 5, lambda s: f"{date(s)}{sep}{s.name}", lambda s: f"{s.name} {says} {date(s)}:",
            lambda s: f"{other} {s.name} {says} {date(s)}", lambda s: f"{s.number}. {s.name}", lambda s: f"#{s.number} {s.name}",
            lambda s: f"{s.name} #{s.number}", lambda s: f"{s.number}{sep}{s.name}{sep}{date(s)}", lambda s: f"{s.name} ({s.votes})",
            lambda s: f"{s.name}, {s.profile['place']}", lambda s: f"{s.name} {badge}", lambda s: f"{s.name}{sep}{badge}{sep}{date(s)}",
            lambda s: f"{s.name} ({date(s)})", lambda s: f"[{s.number}] {s.name}{sep}{date(s)}", lambda s: f"{other}: {s.name}",
            lambda s: f"{s.name} {says} {s.answers}" if s.answers else s.name, lambda s: f"{s.name} {says}, {date(s)}", lambda s: f"{other} {s.name}{sep}{date(s)} {badge}",
            lambda s: f"{s.name}{sep}{s.profile['place']}{sep}{date(s)}", lambda s: f"- {s.name}", lambda s: f"~{s.name}", lambda s: f"{s.name} »",
        )  # fmt: skip
        return Slot(AUTHOR, draw.choice((1.0, 1.0, 1.0, 1.0, 0.95)), draw.choice(ways))

    def inline(self) -> Callable[[Said], str]:
        says = self._words(1, 2)
        return self._draw.choice((lambda s: f"{s.name}: ", lambda s: f"{s.name} {says}: ", lambda s: f"{s.name} - "))

    def again(self) -> Slot:
        """The name once more: that of a picture."""
        word = self._tongue.phrase(1, 2)
        return Slot(FRAME, self._chance(), self._draw.choice((lambda s: s.name, lambda s: f"{word} {s.name}", lambda s: f"{s.name} {word}")))

    def date(self) -> Slot:
        """A line with the day."""
        word = self._tongue.phrase(1, 2)
        ways = (*[self._date_of] * 5, lambda s: f"{word} {self._date_of(s)}", lambda s: f"{self._date_of(s)} #{s.number}", lambda s: f"({self._date_of(s)})", lambda s: f"{word}: {self._date_of(s)}")
        return Slot(FRAME, self._chance(), self._draw.choice(ways))

    def number(self) -> Slot:
        """A line with the number of the comment."""
        word = self._words(1, 1)
        ways: tuple[Callable[[Said], str], ...] = (lambda s: f"#{s.number}", lambda s: str(s.number), lambda s: f"{s.number}.", lambda s: f"{word} {s.number}", lambda s: f"{word} #{s.number}",
                lambda s: f"No.{s.number * 37 + 104233}", lambda s: f"({s.number})")  # fmt: skip
        return Slot(FRAME, 1.0, self._draw.choice(ways))

    def initial(self) -> Slot:
        """A letter in place of a picture."""
        return Slot(FRAME, 1.0, lambda s: s.name[:1].upper() if s.name[:1].isalnum() else None)

    def badge(self) -> Slot:
        """A rank: one of a few."""
        ranks = [self._words(1, 2) for _ in range(self._draw.randint(1, 4))]
        return Slot(FRAME, self._chance(), lambda s: ranks[hash_of(s.name) % len(ranks)])

    def profile(self) -> Slot:
        """How much somebody wrote, since when, from where."""
        word, kind = self._tongue.phrase(1, 2), self._draw.choice(("count", "counted", "place", "since", "word", "value"))
        ways: dict[str, Callable[[Said], str]] = {
            "count": lambda s: f"{word}: {hash_of(s.name + word) % 5000}", "counted": lambda s: f"{hash_of(s.name + word) % 900} {word}",
            "place": lambda s: f"{word}: {s.profile['place']}", "since": lambda s: f"{word}: {s.profile['since']}", "word": lambda _: word,
            "value": lambda s: str(hash_of(s.name + word) % 3000),
        }  # fmt: skip
        return Slot(FRAME, self._chance(), ways[kind])

    def title(self) -> Slot:
        """A comment's own title, or the thread's with a word before it."""
        word, subject = self._tongue.phrase(1, 1), self._tongue.phrase(3, 7)
        own = self._draw.random() < 0.5
        return Slot(FRAME, self._chance(), lambda s: " ".join(s.lines[0].split()[:5])[:50] if own else f"{word}: {subject}")

    def rating(self) -> Slot:
        """Stars, or a mark out of five."""
        word = self._tongue.word()
        ways: tuple[Callable[[Said], str], ...] = (lambda s: "★" * (1 + s.votes % 5) + "☆" * (4 - s.votes % 5), lambda s: f"{1 + s.votes % 5}/5", lambda s: f"{1 + s.votes % 5} {word} 5", lambda s: f"{1 + s.votes % 5},0")
        return Slot(FRAME, 1.0, self._draw.choice(ways))

    def answered(self) -> Slot:
        """Whom it answers."""
        words = self._tongue.phrase(1, 3)
        ways: tuple[Callable[[Said], str | None], ...] = (lambda s: f"{words} {s.answers}" if s.answers else None, lambda s: f"@{s.answers}" if s.answers else None,
                lambda s: f">>{max(1, s.number - 1)}" if s.answers else None)  # fmt: skip
        return Slot(FRAME, 1.0, self._draw.choice(ways))

    def notice(self) -> Slot:
        """The same sentence each time."""
        text = self._words(2, 9)
        if self._draw.random() < 0.35:
            text = f"{text}. {self._tongue.phrase(1, 6)}"
        text += self._draw.choice(("", ".", ".", "…", "!", "?"))
        return Slot(FRAME, self._chance(), lambda _: text)

    def rule(self) -> Slot:
        """A line drawn between comments."""
        line = self._draw.choice(("---", "* * *", "----------", "_______________", "• • •", "***", "=====", "~", "—", "|"))
        return Slot(FRAME, 1.0, lambda _: line)

    def control(self) -> Slot:
        """A button, or a row of them."""
        row = self._draw.choice((1, 1, 1, 2, 3))
        text = self._draw.choice((" ", " · ", " | ", "  ", " / ")).join(self._words(1, 2) for _ in range(row))
        counted = self._draw.random() < 0.15
        return Slot(FRAME, self._chance(), lambda s: f"{text} ({s.votes})" if counted else text)

    def votes(self) -> Slot:
        """How many like it."""
        word = self._words(1, 2)
        ways: tuple[Callable[[Said], str], ...] = (lambda s: str(s.votes), lambda s: f"+{s.votes}", lambda s: f"{s.votes} {word}", lambda s: f"{word} ({s.votes})", lambda s: f"↑ {s.votes} ↓",
                lambda s: f"{word}: {s.votes}", lambda s: f"-{s.votes}" if s.votes % 3 == 0 else str(s.votes))  # fmt: skip
        return Slot(FRAME, self._chance(), self._draw.choice(ways))

    def likes(self) -> Slot:
        """Who likes it."""
        word = self._tongue.phrase(1, 2)
        return Slot(FRAME, self._draw.uniform(0.1, 0.6), lambda s: f"{word}: {s.name}, {s.profile['other']}")

    def edited(self) -> Slot:
        """That it was changed later."""
        word = self._words(1, 3)
        return Slot(FRAME, self._draw.uniform(0.05, 0.4), lambda s: f"{word} {self._date_of(s)}")

    def signature(self) -> Slot:
        """What ends all posts of somebody."""
        return Slot(FRAME, self._draw.uniform(0.5, 1.0), lambda s: s.profile["signature"] or None)

    def link(self) -> Slot:
        """An address, or a word for it."""
        word = self._words(1, 1)
        return Slot(FRAME, self._chance(), self._draw.choice((lambda _: word, lambda s: f"http://{word.lower().replace(' ', '')}.example/{s.number * 13}", lambda s: f"{word} #{s.number}")))


def hash_of(text: str) -> int:
    """A number of a text's own, the same in every process."""
    return random.Random(text).randrange(10_000)
