"""pagewinnow: a scraped page in, one article and its comments out, and everything that was taken away, labelled.

    load     -> Source      decoded, repaired, known to be HTML or text
    segment  -> Document    blocks in reading order, with what markup knows of them
    label    -> Labels      one label a block, with the rule or model behind it
    assemble -> Page        article, comments, access verdict, metadata, removed

Inside the package import from its modules, never from here.
"""

from pagewinnow.errors import InputError, PagewinnowError
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner, clean, clean_many
from pagewinnow.records import Access, Article, ArticleBlock, Comment, Evidence, Fetch, Page, Removed

__all__ = [
    "Access",
    "Article",
    "ArticleBlock",
    "Cleaner",
    "Comment",
    "Evidence",
    "Fetch",
    "InputError",
    "Options",
    "Page",
    "PagewinnowError",
    "Removed",
    "clean",
    "clean_many",
]
