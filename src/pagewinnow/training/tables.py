"""Fits the learned tables: how often what bears a name, a word, a whole short line is main content.

Every page has one vote a token, whatever its length, and a token must be seen on several sites. A page's own features
never see its own votes: `Votes.tables` leaves a group of sites out (else the model trusts the tables too much).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.base import Raw, Table, Tables
from pagewinnow.learned.text_columns import WORDS, Floats, Hashes, Ints

_PRIOR = 3.0  # votes that say "as usual"
_SITES = 4
_LINE_WORDS = 8
_FULL_SAY = 10  # words


class Votes(NamedTuple):
    """One row a page and token: which token, which page, the share of it that is content, the weight of that (to 1).

    `site` numbers the token on the site of the page; `token_of` has the token of each such number.
    """

    hashes: Hashes
    token: Ints
    page: Ints
    share: Floats
    weight: Floats
    site: Ints
    token_of: Ints

    def table(self, use: NDArray[np.bool_]) -> Table:
        """The scores from the pages that are in use."""
        if not len(self.hashes):
            return Table(self.hashes, np.zeros(0, np.float32))
        chosen = use[self.page]
        token, share, site = self.token[chosen], self.share[chosen], self.site[chosen]
        size = len(self.hashes)
        many = np.bincount(site, minlength=len(self.token_of))
        sites = np.bincount(self.token_of[many > 0], minlength=size)
        # a site with many pages has as many votes as the root of their number
        weight = self.weight[chosen] / np.sqrt(many[site])
        votes, inside = np.bincount(token, weight, minlength=size), np.bincount(token, weight * share, minlength=size)
        usual = min(max(float(inside.sum() / max(1e-9, votes.sum())), 0.01), 0.99)
        odds = np.log((inside + _PRIOR * usual) / (votes - inside + _PRIOR * (1 - usual))) - np.log(usual / (1 - usual))
        kept = sites >= _SITES
        return Table(self.hashes[kept], np.clip(odds[kept], -4, 4).astype(np.float32))


class AllVotes(NamedTuple):
    """The votes of all pages for each table."""

    names: Votes
    words: Votes
    lines: Votes

    def tables(self, use: NDArray[np.bool_]) -> Tables:
        """The tables from the pages that are in use."""
        return Tables(*(votes.table(use) for votes in self))


def collect(raws: Sequence[Raw], covers: Sequence[Floats], sites: Ints) -> AllVotes:
    """The votes of pages, given their sites' numbers and which of their blocks are content (NaN where nobody said)."""
    knowns = [np.isfinite(cover) for cover in covers]
    said = list(zip(raws, map(np.nan_to_num, covers), knowns, strict=True))
    return AllVotes(
        _votes([_name_votes(raw, cover, known) for raw, cover, known in said], sites),
        _votes([_word_votes(raw, cover, known) for raw, cover, known in said], sites),
        _votes([_line_votes(raw, cover, known) for raw, cover, known in said], sites),
    )


def _votes(pages: Sequence[tuple[Hashes, Floats, Floats]], sites: Ints) -> Votes:
    """From (hash, weight, weight that is content) of each page."""
    hashes, numbers, shares, weights = [], [], [], []
    for number, (tokens, weight, inside) in enumerate(pages):
        distinct, place = np.unique(tokens, return_inverse=True)
        total = np.bincount(place, weight, minlength=len(distinct))
        hashes.append(distinct)
        numbers.append(np.full(len(distinct), number))
        shares.append(np.bincount(place, inside, minlength=len(distinct)) / np.maximum(total, 1e-9))
        weights.append(np.minimum(1, total))
    every, token = np.unique(np.concatenate(hashes), return_inverse=True)
    page = np.concatenate(numbers)
    many = int(sites.max()) + 1
    pairs, site = np.unique(token * many + sites[page], return_inverse=True)
    return Votes(every, token, page, np.concatenate(shares), np.concatenate(weights), site, pairs // many)


def _word_votes(raw: Raw, cover: Floats, known: NDArray[np.bool_]) -> tuple[Hashes, Floats, Floats]:
    """Longer blocks have more of a say: most words of other languages stand in the language menus of English pages."""
    asked = known[raw.text.owner]
    pairs = np.unique(np.stack((raw.text.owner[asked], raw.text.hashes[asked].astype(np.int64))), axis=1)
    weight = np.minimum(1, raw.text.counts[WORDS] / _FULL_SAY)[pairs[0]]
    return pairs[1].astype(np.uint32), weight, weight * cover[pairs[0]]


def _line_votes(raw: Raw, cover: Floats, known: NDArray[np.bool_]) -> tuple[Hashes, Floats, Floats]:
    short = (raw.text.counts[WORDS] <= _LINE_WORDS) & known
    return raw.text.key[short], np.ones(int(short.sum())), cover[short]


def _name_votes(raw: Raw, cover: Floats, known: NDArray[np.bool_]) -> tuple[Hashes, Floats, Floats]:
    tree = raw.tree
    if tree is None:
        return np.zeros(0, np.uint32), np.zeros(0, np.float32), np.zeros(0, np.float32)
    words = (raw.text.counts[WORDS] + 0.5) * known
    total, content = np.concatenate(([0], np.cumsum(words))), np.concatenate(([0], np.cumsum(words * cover)))
    held, inside = total[tree.stops] - total[tree.firsts], content[tree.stops] - content[tree.firsts]
    size = int(tree.names.max()) + 1
    held_by = np.asarray(np.bincount(tree.names, held, minlength=size), np.float64)[tree.token_names]
    inside_by = np.asarray(np.bincount(tree.names, inside, minlength=size), np.float64)[tree.token_names]
    used = held_by > 0
    return tree.tokens[used], held_by[used], inside_by[used]
