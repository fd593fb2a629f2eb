"""pagewinnow: a scraped page in, one article and its comments out, and everything that was taken away, labelled.

    load     -> Source      decoded, repaired, known to be HTML, text or Markdown
    segment  -> Document    blocks in reading order, with what markup knows of them
    find     -> Findings    language, phrases, body, thread, verdict, fields
    label    -> Labels      one label a block, with the rule or model behind it
    assemble -> Page        article, comments, access verdict, removed

What is public is named here, and imported when it is asked for. Inside the package import from its modules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pagewinnow.batch.many import PageError, clean_many
    from pagewinnow.batch.outcomes import Limits
    from pagewinnow.errors import InputError, MissingExtraError, PagewinnowError, RuleError, SourceError
    from pagewinnow.fetch import Fetch
    from pagewinnow.options import Options
    from pagewinnow.pipeline import Cleaner, clean
    from pagewinnow.records import Access, Article, ArticleBlock, Comment, Evidence, Failure, Mark, Page, Removed
    from pagewinnow.render.chunks import Chunk, chunks
    from pagewinnow.render.markdown import to_markdown
    from pagewinnow.render.schema_org import from_schema_org, to_schema_org
    from pagewinnow.render.text import to_text
    from pagewinnow.render.trafilatura import to_trafilatura
    from pagewinnow.version import __version__

__all__ = [
    "Access",
    "Article",
    "ArticleBlock",
    "Chunk",
    "Cleaner",
    "Comment",
    "Evidence",
    "Failure",
    "Fetch",
    "InputError",
    "Limits",
    "Mark",
    "MissingExtraError",
    "Options",
    "Page",
    "PageError",
    "PagewinnowError",
    "Removed",
    "RuleError",
    "SourceError",
    "__version__",
    "chunks",
    "clean",
    "clean_many",
    "from_schema_org",
    "to_markdown",
    "to_schema_org",
    "to_text",
    "to_trafilatura",
]

_MODULES = {
    "batch.many": "PageError clean_many",
    "batch.outcomes": "Limits",
    "errors": "InputError MissingExtraError PagewinnowError RuleError SourceError",
    "fetch": "Fetch",
    "options": "Options",
    "pipeline": "Cleaner clean",
    "records": "Access Article ArticleBlock Comment Evidence Failure Mark Page Removed",
    "render.chunks": "Chunk chunks",
    "render.markdown": "to_markdown",
    "render.schema_org": "from_schema_org to_schema_org",
    "render.text": "to_text",
    "render.trafilatura": "to_trafilatura",
    "version": "__version__",
}


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names.split():
            return getattr(import_module(f"pagewinnow.{module}"), name)
    raise AttributeError(f"module 'pagewinnow' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
