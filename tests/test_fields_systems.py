"""Description, categories, tags, image, sitename, licence on pages in the shapes of large systems, in ten languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pagewinnow.pipeline import Cleaner
from test_fields_kinds import LONG

TABLE = tomllib.loads((Path(__file__).parent / "systems.toml").read_text(encoding="utf-8"))
IMAGE, LICENSE = "https://cdn.post.example/ferry.jpg", "https://creativecommons.org/licenses/by-sa/4.0/"
# Every system in four of the languages, so that each language meets most systems.
LANGUAGES = list(TABLE["words"])
PAGES = [
    (system, LANGUAGES[(number + step) % len(LANGUAGES)])
    for number, system in enumerate(TABLE["system"])
    for step in (0, 3, 5, 8)
]
FIELDS = ("description", "categories", "tags", "image", "sitename", "license")


@pytest.mark.parametrize(("system", "language"), PAGES)
def test_a_page_of_a_system(cleaner: Cleaner, system: str, language: str) -> None:
    title, description, site, category, tag, other = TABLE["words"][language]
    shape = TABLE["system"][system]
    places = {
        "title": title, "description": description, "site": site, "category": category, "tag1": tag, "tag2": other,
        "image": IMAGE, "image_bare": IMAGE.removeprefix("https:"), "license": LICENSE,
        "text": f"<p>{LONG[language]}</p>" * 3,
    }  # fmt: skip
    head, body = (shape[part].format(**places) for part in ("head", "body"))
    head = f"<title>{title} | {site}</title>{head}"
    page = f'<html lang="{language}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    article = cleaner.clean(page, url="https://post.example/2024/ferry", kind="html").article
    assert article is not None
    right = {
        "description": description, "categories": (category,), "tags": (tag, other), "image": IMAGE, "sitename": site,
        "license": LICENSE,
    }  # fmt: skip
    for field in FIELDS:
        if field in shape["gives"]:
            assert getattr(article, field) == right[field], field
        else:
            assert getattr(article, field) in {None, (), right[field]}, field
