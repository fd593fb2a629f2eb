"""`clean_many`: many pages from Python, in order, on one core or on several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal, overload

from pagewinnow.batch.cleaning import PageMaker, fail_item
from pagewinnow.batch.outcomes import Done, Limits, Outcome
from pagewinnow.batch.supervisor import Supervisor, run_unguarded
from pagewinnow.errors import InputError
from pagewinnow.options import Options
from pagewinnow.records import Failure, Page
from pagewinnow.sources.items import Hints, Item, Skipped
from pagewinnow.sources.reading import read_paths
from pagewinnow.sources.rows import read_row

Content = bytes | str
Many = Content | tuple[Content, str | None] | Mapping[str, Any] | Path
Run = Callable[[Iterable[tuple[Any, object | None]]], Iterable[tuple[Any, Outcome | None]]]


class PageError(InputError):
    """A page gave no record; `failure` says which and why."""

    def __init__(self, failure: Failure) -> None:
        where = failure.source.path or failure.source.url or "content"
        super().__init__(failure.detail, where)
        self.args = (f"{where}: {failure.detail}",)
        self.failure = failure


@overload
def clean_many(
    items: Iterable[Many], *, options: Options | None = None, jobs: int = 1, limits: Limits | None = None
) -> Iterator[Page]: ...


@overload
def clean_many(
    items: Iterable[Many], *, options: Options | None = None, jobs: int = 1, limits: Limits | None = None,
    on_error: Literal["raise", "yield"],
) -> Iterator[Page | Failure]: ...  # fmt: skip


def clean_many(
    items: Iterable[Many],
    *,
    options: Options | None = None,
    jobs: int = 1,
    limits: Limits | None = None,
    on_error: Literal["raise", "yield"] = "raise",
) -> Iterator[Page | Failure]:
    """The records of many pages, in their order; no more is read than is worked on.

    Args:
        items: each a content; a pair of content and address; a row (`html` or `text`, `url`, `status`,
            `content_type`, `fetched_at`); or a `Path`, of a page, an archive or a folder, which gives all its pages.
        options: as for a `Cleaner`.
        jobs: with 1 pages are cleaned in this process, and nothing guards it; with more, in so many children, each page
            within `limits`. Children need `fork`, which Windows has not.
        limits: of one page, 30 seconds and 1 GiB where nothing is said; giving them makes children for 1 job too.
        on_error: `raise` ends at the first page that gives no record; `yield` gives a `Failure` in its place.

    Raises:
        PageError: a page gave no record, and `on_error` is `raise`.
        WorkerError: children cannot be started.

    >>> items = ["The bridge is open.", {"html": "<p>The ferry runs again on Monday.", "url": "https://ferry.example/"}]
    >>> [page.article.text for page in clean_many(items)]
    ['The bridge is open.', 'The ferry runs again on Monday.']
    >>> [type(one).__name__ for one in clean_many([b"%PDF-1.7", "The bridge is open."], on_error="yield")]
    ['Failure', 'Page']
    """
    for page in _clean(_find_all(items), options or Options(), jobs, limits):
        if isinstance(page, Failure) and on_error == "raise":
            raise PageError(page)
        yield page


def _clean(
    found: Iterator[Item | Failure], options: Options, jobs: int, limits: Limits | None
) -> Iterator[Page | Failure]:
    if jobs == 1 and limits is None:
        yield from clean_found(partial(run_unguarded, PageMaker(options)), found)
        return
    with Supervisor(PageMaker(options), jobs=jobs, limits=limits) as supervisor:
        yield from clean_found(supervisor.run, found)


def clean_found(run: Run, found: Iterable[Item | Failure]) -> Iterator[Page | Failure]:
    """What `run`, of a supervisor that a `PageMaker` was given to, makes of what sources gave, in its order."""
    tasks = ((one, one if isinstance(one, Item) else None) for one in found)
    for one, outcome in run(tasks):
        if isinstance(one, Failure):
            yield one
        else:
            assert outcome is not None
            yield take_result(one, outcome)


def take_result(item: Item, outcome: Outcome) -> Page | Failure:
    """The record of an item, or its failure."""
    if isinstance(outcome, Done):
        page: Page = outcome.value
        return page
    return fail_item(item, outcome)


def _find_all(items: Iterable[Many]) -> Iterator[Item | Failure]:
    for item in items:
        if isinstance(item, Path):
            yield from find_pages([str(item)])
        else:
            yield _make_item(item)


def find_pages(paths: Iterable[str], hints: Hints | None = None) -> Iterator[Item | Failure]:
    """All pages of the paths; what is no page is passed over."""
    for found in read_paths(paths, hints):
        if not isinstance(found, Skipped):
            yield found


def _make_item(item: Content | tuple[Content, str | None] | Mapping[str, Any]) -> Item | Failure:
    if isinstance(item, Mapping):
        return read_row(item, None, None, Hints())
    content, url = item if isinstance(item, tuple) else (item, None)
    if not isinstance(content, str | bytes):
        raise TypeError(f"clean_many wants bytes, text, pairs, rows and paths, not {type(content).__name__}")
    return Item(None, None, content, url=url)
