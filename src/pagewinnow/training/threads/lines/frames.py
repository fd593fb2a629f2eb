"""What stands around the comments of a page: a frame is drawn once for a page and holds for all of its comments.

A frame is an order of slots before and behind the words of a comment. Each slot writes a line; most are there every
time, some not. No slot has words of its own: they are drawn from the page's tongue, or are phrases of the rules.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pagewinnow.training.threads.lines.words import Tongue


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
    """A line around each comment: does it name who wrote, how often is it there, how is it written?"""

    kind: Literal["name", "other"]
    chance: float
    write: Callable[[Said], str | None]


class Frame(NamedTuple):
    """The slots before and behind the words of each comment; `inline`: how a name stands in the line of the words."""

    before: tuple[Slot, ...]
    behind: tuple[Slot, ...]
    inline: Callable[[Said], str] | None = None


# How the line with the name reads, the usual ways more often: `says`, `other` and `badge` are words of the page's own.
_NAMED = (
    *["{name}"] * 9, *["{name} {says}:"] * 3, "{name}:", "{other} {name}", "@{name}", *["{name}{sep}{date}"] * 5,
    "{date}{sep}{name}", "{name} {says} {date}:", "{other} {name} {says} {date}", "{number}. {name}",
    "#{number} {name}",
    "{name} #{number}", "{number}{sep}{name}{sep}{date}", "{name} ({votes})", "{name}, {place}", "{name} {badge}",
    "{name}{sep}{badge}{sep}{date}", "{name} ({date})", "[{number}] {name}{sep}{date}", "{other}: {name}",
    "{name} {says} {answers}", "{name} {says}, {date}", "{other} {name}{sep}{date} {badge}",
    "{name}{sep}{place}{sep}{date}",
    "- {name}", "~{name}", "{name} »", "{name} {date} No.{post}", "{name} {date} | {other} | {badge}",
    "{votes} {other} {name} {date}", "{other} {name}, {place} {badge} {date}", "{name}{sep}{votes} {badge}{sep}{date}",
)  # fmt: skip
_INLINE = ("{name}: ", "{name} {says}: ", "{name} - ")
_AGAIN = ("{name}", "{word} {name}", "{name} {word}")
_DATED = (*["{date}"] * 5, "{word} {date}", "{date} #{number}", "({date})", "{word}: {date}")
_NUMBERED = ("#{number}", "{number}", "{number}.", "{word} {number}", "{word} #{number}", "No.{post}", "({number})")
_PROFILE = {
    "count": "{word}: {many}", "counted": "{few} {word}", "place": "{word}: {place}", "since": "{word}: {since}",
    "word": "{word}", "value": "{some}",
}  # fmt: skip
_RATED = ("{stars}", "{rate}/5", "{rate} {word} 5", "{rate},0")
_REVIEWED = (
    "{rate},0 {of} 5 {more} {title}",
    "{rate}.0 {of} 5 {more} {title}",
    "{stars} {title}",
    "{rate}/5 {title}",
    "{title}",
)
_ANSWERED = ("{word} {answers}", "@{answers}", ">>{last}")
_RULES = ("---", "* * *", "----------", "_______________", "• • •", "***", "=====", "~", "—", "|")
_VOTED = ("{votes}", "+{votes}", "{votes} {word}", "{word} ({votes})", "↑ {votes} ↓", "{word}: {votes}", "{signed}")
_LINKED = ("{word}", "http://{host}.example/{address}", "{word} #{number}")
_SEPARATORS = (" · ", ", ", " | ", " – ", " - ", " ", " — ", " • ", ": ", " / ")


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
    elif shape < 0.23:  # the heads of mails
        before += maker.mail()
    elif shape < 0.28:  # controls alone
        behind += [maker.control() for _ in range(draw.randint(1, 4))]
    elif shape < 0.33:  # a review: who, how good and a title, when
        before += [named, maker.reviewed(), maker.date()]
        before += maker.some((maker.notice, maker.badge), 0, 1)
        behind += maker.some((maker.votes, maker.control, maker.control), 0, 3)
    elif shape < 0.43:  # the profile of a member of a forum
        before.append(named)
        before += [maker.profile() for _ in range(draw.randint(2, 6))]
        before += maker.some((maker.date, maker.number, maker.title, maker.badge), 1, 3)
        behind += maker.some((maker.control, maker.control, maker.votes, maker.edited, maker.signature), 0, 3)
    else:
        before.append(named)
        before += maker.some((maker.date, maker.date, maker.date, maker.number, maker.badge, maker.initial,
        maker.title, maker.rating,
                              maker.answered, maker.notice, maker.control, maker.votes, maker.again, maker.profile),
                              0, 4)  # fmt: skip
        behind += maker.some((maker.control, maker.control, maker.control, maker.votes, maker.date, maker.notice,
        maker.edited,
                              maker.likes, maker.link), 0, 4)  # fmt: skip
    if draw.random() < 0.35:
        draw.shuffle(before)
    if draw.random() < 0.06:
        before.insert(0, maker.rule())
    is_nameless = not any(slot.kind == "name" for slot in (*before, *behind))
    inline = maker.inline() if draw.random() < 0.04 and is_nameless else None
    return Frame(tuple(before), tuple(behind), inline)


class _Maker:
    """Makes slots in the manner of one page."""

    def __init__(self, tongue: Tongue, phrases: Sequence[str]) -> None:
        self._tongue, self._draw, self._phrases = tongue, tongue.draw, phrases
        self._style = tongue.date_style()

    def some(self, makers: Sequence[Callable[[], Slot]], low: int, high: int) -> list[Slot]:
        """A few of the slots."""
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

    def _writer(self, template: str, **words: str) -> Callable[[Said], str]:
        """What writes a line after a template."""

        def write(said: Said) -> str:
            date = self._date_of(said) if "{date}" in template else ""
            return template.format(date=date, **words, **_facts(said, words.get("word", "")))

        return write

    def named(self) -> Slot:
        """The line with the name, in one of the ways of pages."""
        draw = self._draw
        says, other, badge = self._words(1, 2), self._tongue.phrase(1, 2), self._tongue.phrase(1, 2)
        says = says[:1].lower() + says[1:]
        sep = draw.choice(_SEPARATORS)
        chance = draw.choice((1.0, 1.0, 1.0, 1.0, 0.95))
        template = draw.choice(_NAMED)
        write = self._writer(template, says=says, other=other, badge=badge, sep=sep)
        if "{answers}" in template:
            return Slot("name", chance, lambda said: write(said) if said.answers else said.name)
        return Slot("name", chance, write)

    def mail(self) -> list[Slot]:
        """Lines with a label each: who, when, about what."""
        words = [self._tongue.phrase(1, 1) for _ in range(4)]
        subject = self._tongue.phrase(3, 7)
        slots = [
            Slot("name", 1.0, self._writer("{word}: {name}", word=words[0])),
            Slot("other", 1.0, self._writer("{word}: {date}", word=words[1])),
            Slot("other", self._chance(), lambda _: f"{words[2]}: {words[3]}: {subject}"),
            Slot("other", self._chance(), self._writer("{word}: {friend}", word=words[3])),
        ]
        return slots if self._draw.random() < 0.7 else slots[::-1]

    def inline(self) -> Callable[[Said], str]:
        """A name before the words, in their line."""
        says = self._words(1, 2)
        return self._writer(self._draw.choice(_INLINE), says=says)

    def again(self) -> Slot:
        """The name once more: that of a picture."""
        return self._with_word(_AGAIN, self._tongue.phrase(1, 2))

    def _with_word(self, templates: Sequence[str], word: str, chance: float | None = None) -> Slot:
        chance = self._chance() if chance is None else chance
        return Slot("other", chance, self._writer(self._draw.choice(templates), word=word))

    def date(self) -> Slot:
        """A line with the day."""
        return self._with_word(_DATED, self._tongue.phrase(1, 2))

    def number(self) -> Slot:
        """A line with the number of the comment."""
        return self._with_word(_NUMBERED, self._words(1, 1), 1.0)

    def initial(self) -> Slot:
        """A letter in place of a picture."""
        return Slot("other", 1.0, lambda said: said.name[:1].upper() if said.name[:1].isalnum() else None)

    def badge(self) -> Slot:
        """A rank: one of a few."""
        ranks = [self._words(1, 2) for _ in range(self._draw.randint(1, 4))]
        return Slot("other", self._chance(), lambda said: ranks[hash_of(said.name) % len(ranks)])

    def profile(self) -> Slot:
        """How much somebody wrote, since when, from where."""
        word, kind = self._tongue.phrase(1, 2), self._draw.choice(tuple(_PROFILE))
        return Slot("other", self._chance(), self._writer(_PROFILE[kind], word=word))

    def title(self) -> Slot:
        """A comment's own title, or the thread's with a word before it."""
        word, subject = self._tongue.phrase(1, 1), self._tongue.phrase(3, 7)
        own = self._draw.random() < 0.5
        chance = self._chance()
        return Slot("other", chance, lambda said: _title_of(said) if own else f"{word}: {subject}")

    def rating(self) -> Slot:
        """Stars, or a mark out of five."""
        return self._with_word(_RATED, self._tongue.word(), 1.0)

    def reviewed(self) -> Slot:
        """A rating with the title of a review behind it, in one line or the title alone."""
        out_of, more = self._tongue.word(1), self._tongue.word()
        way = self._draw.choice(_REVIEWED)
        return Slot(
            "other",
            1.0,
            lambda said: way.format(
                rate=1 + said.votes % 5, stars="★" * (1 + said.votes % 5), of=out_of, more=more, title=_title_of(said)
            ),
        )

    def answered(self) -> Slot:
        """Whom it answers."""
        slot = self._with_word(_ANSWERED, self._tongue.phrase(1, 3), 1.0)
        return slot._replace(write=lambda said: slot.write(said) if said.answers else None)

    def notice(self) -> Slot:
        """The same sentence each time."""
        text = self._words(2, 9)
        if self._draw.random() < 0.35:
            text = f"{text}. {self._tongue.phrase(1, 6)}"
        text += self._draw.choice(("", ".", ".", "…", "!", "?"))
        return Slot("other", self._chance(), lambda _: text)

    def rule(self) -> Slot:
        """A line drawn between comments."""
        line = self._draw.choice(_RULES)
        return Slot("other", 1.0, lambda _: line)

    def control(self) -> Slot:
        """A button, or a row of them."""
        row = self._draw.choice((1, 1, 1, 2, 3))
        text = self._draw.choice((" ", " · ", " | ", "  ", " / ")).join(self._words(1, 2) for _ in range(row))
        counted = self._draw.random() < 0.15
        return Slot("other", self._chance(), lambda said: f"{text} ({said.votes})" if counted else text)

    def votes(self) -> Slot:
        """How many like it."""
        return self._with_word(_VOTED, self._words(1, 2))

    def likes(self) -> Slot:
        """Who likes it."""
        word = self._tongue.phrase(1, 2)
        return Slot("other", self._draw.uniform(0.1, 0.6), self._writer("{word}: {name}, {friend}", word=word))

    def edited(self) -> Slot:
        """That it was changed later."""
        word = self._words(1, 3)
        return Slot("other", self._draw.uniform(0.05, 0.4), self._writer("{word} {date}", word=word))

    def signature(self) -> Slot:
        """What ends all posts of somebody."""
        return Slot("other", self._draw.uniform(0.5, 1.0), lambda said: said.profile["signature"] or None)

    def link(self) -> Slot:
        """An address, or a word for it."""
        word = self._words(1, 1)
        chance = self._chance()
        host = word.lower().replace(" ", "")
        return Slot("other", chance, self._writer(self._draw.choice(_LINKED), word=word, host=host))


def _facts(said: Said, word: str) -> dict[str, object]:
    """What the templates may say of a comment."""
    seed, rate = hash_of(said.name + word), 1 + said.votes % 5
    signed = f"-{said.votes}" if said.votes % 3 == 0 else str(said.votes)
    return {
        "name": said.name, "number": said.number, "votes": said.votes, "answers": said.answers,
        "place": said.profile["place"],
        "since": said.profile["since"], "friend": said.profile["other"], "post": said.number * 37 + 104233,
        "address": said.number * 13, "last": max(1, said.number - 1), "rate": rate,
        "stars": "★" * rate + "☆" * (5 - rate),
        "signed": signed, "many": seed % 5000, "few": seed % 900, "some": seed % 3000,
    }  # fmt: skip


def _title_of(said: Said) -> str:
    """A title in a comment's own words."""
    return " ".join(said.lines[0].split()[:5])[:50]


def hash_of(text: str) -> int:
    """A number of a text's own, the same in every process."""
    return random.Random(text).randrange(10_000)  # noqa: S311 - no secret
