"""The bylines that a page shows: near its title, and in lines anywhere that say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from urllib.parse import unquote

from pagewinnow.dates.absolute import find_date
from pagewinnow.document import Block, Skeleton
from pagewinnow.find.fields.bare import DATELINE, find_bare, is_date
from pagewinnow.find.fields.byline import Byline
from pagewinnow.find.fields.namelists import leading_name, read_names, team_behind_article
from pagewinnow.find.fields.names import is_name, is_surely_name
from pagewinnow.find.fields.sight import Sight
from pagewinnow.find.fields.values import folded, is_sentence
from pagewinnow.rules.vocabulary import Vocabulary
from pagewinnow.text import is_unspaced, words

_TOKEN = re.compile(r"[a-z]+|[A-Z][a-z]*")
_ANCESTORS = 3
_NAME_LINE = 80  # characters of a block that may be the name under "Written by"
_LINE = 100
_NEXT = 3  # blocks behind the title
_FIGURES = 20  # characters of a line that is a date in figures
_SHORTEST = 3  # letters of a name that an address may confirm
_BEGINNING = 40  # characters behind "By": longer than titles and first words
_UNSPACED_NAME = 12  # characters of one in a script without spaces
_MOST_WORDS_WITH_SMALL = 3
_APOSTROPHES = "'\u2019"
_FEW = 6  # blocks of an element about an author
_FEWEST_BLOCKS = 3  # of a text that is signed


def near_title(sight: Sight) -> list[Byline]:
    """The bylines near the title, those that surely are names first.

    Of these, and of the others: those with a word for it, then those marked by class or address, then bare names.
    """
    lines = list(sight.head())
    ranks: tuple[list[Byline], ...] = ([], [], [])
    blocks = sight.document.blocks
    for block, following in zip_longest(lines, lines[1:]):
        after = following if following is not None and following.position == block.position + 1 else None
        before = blocks[block.position - 1] if block.position else None
        asked = (_worded(sight, block, before, after), _classed(sight, block), find_bare(sight, block, before, after))
        rank, found = next(((rank, found) for rank, found in enumerate(asked) if found is not None), (0, None))
        if found is not None:
            ranks[rank].append(found)
    ordered = [byline for rank in ranks for byline in rank]
    first = ranks[0][:1] if ranks[0] and ranks[0][0].positions[:1] == ((sight.title_at or 0) + 1,) else []
    rest = sorted(ordered, key=lambda byline: not any(is_surely_name(n, sight.vocabulary) for n in byline.names))
    return [*first, *rest]


def behind_title(sight: Sight) -> Iterator[Byline]:
    """The bylines in words in the first blocks behind the title."""
    blocks, at = sight.document.blocks, sight.title_at
    if at is None:
        return
    for block in blocks[at + 1 : at + 1 + _NEXT]:
        if len(block.text) <= _LINE and sight.vocabulary.by.match(block.text):
            after = blocks[block.position + 1] if block.position + 1 < len(blocks) else None
            byline = _worded(sight, block, blocks[block.position - 1], after)
            if byline is not None:
                yield byline


def elsewhere(sight: Sight) -> Iterator[Byline]:
    """The names in lines such as "Written by Ann Reed" in any place, if all such lines of the page name the same.

    A class that says "author" counts as such a word.
    """
    found: dict[tuple[str, ...], Byline] = {}
    blocks, classed = sight.document.blocks, _marked_positions(sight)
    for block in blocks:
        if len(block.text) > _LINE or block.position in sight.skipped or block.position in sight.chrome:
            continue
        after = blocks[block.position + 1] if block.position + 1 < len(blocks) else None
        byline = _worded(sight, block, None, after) if sight.vocabulary.by.match(block.text) else None
        if byline is None and block.position in classed:
            byline = _classed(sight, block)
        if byline is not None and any(is_surely_name(name, sight.vocabulary) for name in byline.names):
            found.setdefault(byline.names, byline)
    if len(found) == 1:
        yield from found.values()


def _marked_positions(sight: Sight) -> set[int]:
    """The blocks in small elements whose class says that an author is named."""
    skeleton, vocabulary = sight.document.skeleton, sight.vocabulary
    found: set[int] = set()
    for classes, nodes in skeleton.nodes_by_value("class").items():
        if _tells_author(classes, vocabulary.author_classes, vocabulary.not_author_classes):
            for node in nodes:
                if skeleton.stops[node] - skeleton.firsts[node] <= _FEW:
                    found.update(range(skeleton.firsts[node], skeleton.stops[node]))
    return found


def at_the_end(sight: Sight) -> Iterator[Byline]:
    """The name that the last line of the text is, or a like element behind it, as where articles are signed."""
    blocks, skeleton = sight.document.blocks, sight.document.skeleton
    body = [at for at, label in enumerate(sight.labels) if label == "body"]
    if len(body) < _FEWEST_BLOCKS:
        return
    for last in blocks[body[-1] : body[-1] + 2]:
        before = blocks[last.position - 1]
        is_like = last.position == body[-1] or _place(skeleton, last) == _place(skeleton, before)
        is_line = last.kind == "paragraph" and not last.link_chars and len(before.text) > _NAME_LINE
        if is_like and is_line and is_surely_name(last.text, sight.vocabulary):
            yield Byline((last.text,), "signature", (last.position,))


def _place(skeleton: Skeleton, block: Block) -> tuple[str, int]:
    return skeleton.tags[block.node], skeleton.parents[block.node]


def _worded(sight: Sight, block: Block, before: Block | None, after: Block | None) -> Byline | None:
    """The names in "By Ann Reed", or in the block behind "Written by"."""
    vocabulary = sight.vocabulary
    at = _behind_date(sight, block.text)
    found = vocabulary.by.match(block.text, at)
    if found is None or found.end() == at or vocabulary.not_by.match(block.text):
        return None
    start = block.text[found.end() :].strip(" :")
    if start:
        team = team_behind_article(start, vocabulary)
        byline = Byline(team, "byline", (block.position,), is_worded=True)
        may_be_small = _stands_by_date(sight, block, before, after)
        return byline if team else _named_behind(sight, block, found, may_be_small=may_be_small)
    if after is None or len(after.text) > _NAME_LINE:
        return None
    names = read_names(leading_name(after.text, vocabulary), vocabulary)
    return Byline(names, "byline", (block.position, after.position), is_worded=True) if names else None


def _named_behind(sight: Sight, block: Block, by: re.Match[str], *, may_be_small: bool) -> Byline | None:
    """The names in the same block behind "by", which alone stands before many a common word."""
    vocabulary, text = sight.vocabulary, block.text[by.end() :]
    names = read_names(leading_name(text, vocabulary), vocabulary)
    is_plain = " " not in by[0].strip()
    may_be_small = may_be_small or not is_plain
    names = tuple(n for n in names if not n[0].islower() or (may_be_small and len(n.split()) == 1))
    start = text.strip(" :")
    if is_plain and start[:1].islower() and names[:1] != (start.split()[0],):
        return None  # "By sending this form, I agree"
    if not names or names[0].split()[0] not in text[:_BEGINNING]:
        return None
    byline = Byline(names, "byline", (block.position,), is_worded=True)
    return _unless_prose(sight, block, byline, is_plain=is_plain)


def _behind_date(sight: Sight, text: str) -> int:
    """Where a byline goes on behind the date that it begins with: "2 May 2024 by Ann Reed"."""
    if not text[:1].isdigit():
        return 0
    date = find_date(text, sight.vocabulary.forms)
    return date.end if date is not None and date.start == 0 else 0


def _unless_prose(sight: Sight, block: Block, byline: Byline, *, is_plain: bool) -> Byline | None:
    """The byline, without its block if the rest of that is a sentence; none, if the name is a piece of one.

    "By Tom Hale's standards ...", "Von Hamburg nach Kiel ..." name nobody who wrote.
    """
    vocabulary, text, name = sight.vocabulary, block.text, byline.names[-1]
    end = text.rfind(name.split()[-1]) + len(name.split()[-1])
    rest = text[end:].lstrip()
    rest = "" if vocabulary.after.fullmatch(rest) else rest
    ends_well = not rest or not (rest[0].isalpha() or rest[0] in _APOSTROPHES)
    if is_unspaced(name) and not (
        ends_well and len(name) <= _UNSPACED_NAME and text[-1] not in vocabulary.sentence_ends
    ):
        return None
    small = [word for word in name.split()[1:] if word[0].islower() and word not in vocabulary.particles]
    if small and len(name.split()) > _MOST_WORDS_WITH_SMALL:
        return None
    if is_sentence(rest, vocabulary.sentence_ends):
        return byline._replace(positions=()) if ends_well and is_surely_name(name, vocabulary) else None
    is_short = is_plain and len(byline.names) == 1 and " " not in name
    return None if is_short and not ends_well and not is_date(sight, rest, len(rest)) else byline


def _classed(sight: Sight, block: Block) -> Byline | None:
    """A block, or a link in it, that a class or an address says to be the author."""
    skeleton, vocabulary = sight.document.skeleton, sight.vocabulary
    if vocabulary.not_by.match(block.text):
        return None
    behind = sight.title_at is not None and block.position > sight.title_at
    for run in block.runs:
        text = block.text[run.start : run.end]
        named = _is_authors(sight, run.node)
        href = skeleton.attributes[run.node].get("href", "") if skeleton.tags[run.node] == "a" and behind else ""
        if named or vocabulary.author_paths.search(href):
            names = tuple(n for n in read_names(text, vocabulary) if named or _is_linked(n, href, vocabulary))
            if names:
                return Byline(names, "byline", (block.position,) if len(block.text) - len(text) < 60 else ())
    for depth, node in zip(range(_ANCESTORS), skeleton.ancestors(block.node), strict=False):
        if _is_authors(sight, node):
            names = read_names(leading_name(block.text, vocabulary), vocabulary)
            test = is_name if depth == 0 else is_surely_name
            names = tuple(name for name in names if test(name, vocabulary))
            return Byline(names, "byline", (block.position,)) if names else None
    return None


def _stands_by_date(sight: Sight, block: Block, before: Block | None, after: Block | None) -> bool:
    """Is the block two words, and the block before or behind it a dateline?"""
    beside = [other for other in (before, after) if other is not None]
    return len(block.text.split()) == 2 and any(_may_be_date(sight, other.text) for other in beside)


def _may_be_date(sight: Sight, text: str) -> bool:
    """Is the line a date, in a form that nobody knows perhaps: figures and next to nothing else?"""
    return is_date(sight, text, DATELINE) or (len(text) <= _FIGURES and 2 * sum(map(str.isdigit, text)) >= len(text))


def _is_linked(name: str, address: str, vocabulary: Vocabulary) -> bool:
    """Is it the name of the person whose page the link leads to? "Request a demo" may lead to a page of `people`."""
    return _is_in_address(name, address) or (is_surely_name(name, vocabulary) and _shares_word(name, address))


def _shares_word(name: str, address: str) -> bool:
    """Has the last part of an address a word of the name, or is it a figure and tells nothing?"""
    own = words(unquote(address.rstrip("/").rpartition("/")[2]))
    return not any(len(word) >= _SHORTEST and not word.isdigit() for word in own) or not set(own).isdisjoint(
        words(name)
    )


def _is_in_address(name: str, address: str) -> bool:
    """Does the address of a profile hold the name?"""
    own = folded(name)
    return len(own) >= _SHORTEST and own in folded(address.rstrip("/").rpartition("/")[2])


def _is_authors(sight: Sight, node: int) -> bool:
    """Does a class of the element hold a word for an author, and none for what is said of one?"""
    value, vocabulary = sight.document.skeleton.attributes[node].get("class"), sight.vocabulary
    return bool(value) and _tells_author(value or "", vocabulary.author_classes, vocabulary.not_author_classes)


@lru_cache(maxsize=4096)  # a site has a few hundred of them on all its pages
def _tells_author(classes: str, author: frozenset[str], others: frozenset[str]) -> bool:
    tokens = {part.lower() for part in _TOKEN.findall(classes)}
    return not tokens.isdisjoint(author) and tokens.isdisjoint(others)
