"""What was written for training: `texts/<language>.toml`, lists of sentences by what they are for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pagewinnow.rules import load_rules

Texts = Mapping[str, Sequence[str]]
_FOLDER = Path(__file__).parent / "texts"
_PROSE = 40  # characters from which an example is a sentence of prose


@cache
def load_texts() -> Mapping[str, Texts]:
    """All texts, by language."""
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(_FOLDER.glob("*.toml"))}


@cache
def load_prose(language: str) -> tuple[str, ...]:
    """Sentences of prose in a language: what the rules must not take for boilerplate. Many speak of walls."""
    examples = [text for phrase in load_rules().phrases_of(language) for text in phrase.no]
    dense = 0.4 if language in ("zh", "ja", "ko") else 1.0
    return tuple(dict.fromkeys(text for text in examples if len(text) >= _PROSE * dense))
