"""The scrambled twin of a page: the same without any name that rules could know."""

from __future__ import annotations

import random
import re

_TOLD = re.compile(r"^(?:item\w*|component|slot|author|thingid|parentid|permalink|score|created|depth|ts|rel)$")


def scramble(html: str) -> str:
    """Every class, id, role and data attribute gets a random token; what platforms declare in other ways goes."""
    chance = random.Random(7)
    tokens: dict[str, str] = {}

    def token(name: str) -> str:
        return tokens.setdefault(name, "x" + "".join(chance.choice("abcdefghkmnpqrstuvwxyz23456789") for _ in range(7)))

    def attribute(found: re.Match[str]) -> str:
        name, value = found[1].lower(), found[2]
        if name in {"class", "id", "role"} or name.startswith("data-"):
            return f'{name}="{" ".join(map(token, value.split()))}"'
        return "" if _TOLD.match(name) else found[0]

    html = re.sub(r"<(/?)[a-z]+-[a-z-]+", r"<\1div", html)
    return re.sub(r"<[a-z][^>]*>", lambda tag: re.sub(r'([\w-]+)="([^"]*)"', attribute, tag[0]), html)
