"""datatrove: steps of a pipeline, for one machine or for Slurm.

Its own readers and writers want `datatrove[io]`; `datatrove[processing]` wants a trafilatura that is too old for us.

A document's text becomes that of its article (empty where there is none), its metadata get the record, `page`; where
there is none they get a `failure` instead. No document is dropped: whatever else is wanted is a filter's business.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.extractors.base import BaseExtractor

from pagewinnow.batch.many import clean_found, find_pages
from pagewinnow.errors import InputError
from pagewinnow.integrations.setup import Setup
from pagewinnow.pipeline import clean
from pagewinnow.records import Failure, Page
from pagewinnow.sources.items import Item
from pagewinnow.sources.rows import read_row

_KNOWN = ("url", "status", "content_type", "fetched_at")  # what metadata may tell of a response


class CleanDocuments(PipelineStep):  # type: ignore[misc] # datatrove has no types
    """Cleans the documents of a reader, whose text is a page; they come out in their order, with the metadata they had.

    Of these `url`, `status`, `content_type`, `fetched_at`, `path` and `offset` are read.
    """

    type = "EXTRACT"
    name = "pagewinnow"

    def __init__(self, setup: Setup | None = None) -> None:
        super().__init__()
        self._setup = setup or Setup()

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:  # noqa: ARG002
        """Called by datatrove."""
        held: deque[Document] = deque()  # those that are being cleaned, the oldest first
        with self._setup.start() as supervisor:
            for result in clean_found(supervisor.run, self._read(data, held)):
                document = held.popleft()
                yield _fill(self, document, result)

    def _read(self, data: Iterable[Document], held: deque[Document]) -> Iterator[Item | Failure]:
        for document in data:
            held.append(document)
            yield _make_item(document, self._setup)


class CleanPaths(PipelineStep):  # type: ignore[misc] # the same
    """Reads archives, JSON Lines, Parquet, pages and cleans them; task `rank` of so many takes each so-manieth path.

    datatrove's own readers drop pages whose encoding they cannot tell; this one takes their bytes.
    """

    type = "READER"
    name = "pagewinnow"

    def __init__(self, paths: Iterable[str], setup: Setup | None = None) -> None:
        super().__init__()
        self._paths = tuple(paths)
        self._setup = setup or Setup()

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Called by datatrove."""
        if data:
            yield from data
        found = find_pages(self._paths[rank::world_size], self._setup.hints)
        with self._setup.start() as supervisor:
            for number, result in enumerate(clean_found(supervisor.run, found)):
                yield _fill(self, Document(text="", id=f"{rank}/{number}"), result)


class Extractor(BaseExtractor):  # type: ignore[misc] # the same
    """The article's text and nothing else, in the place of datatrove's extractors, guarded by datatrove's sandbox."""

    name = "pagewinnow"

    def __init__(self, timeout: float = 30.0) -> None:
        super().__init__(timeout)

    def extract(self, text: str) -> str:
        """The text of the article; empty where there is none."""
        try:
            page = clean(text)
        except InputError:
            return ""
        return page.article.text if page.article else ""


def _make_item(document: Document, setup: Setup) -> Item | Failure:
    row = {name: document.metadata.get(name) for name in _KNOWN}
    row["text"] = document.text
    return read_row(row, document.metadata.get("path"), document.metadata.get("offset"), setup.hints)


def _fill(step: PipelineStep, document: Document, result: Page | Failure) -> Document:
    step.stat_update("pages")
    if isinstance(result, Failure):
        step.stat_update(f"failures/{result.reason}")
        document.text = ""
        document.metadata["failure"] = result.to_dict()
        return document
    step.stat_update(f"access/{result.access.status}")
    document.text = result.article.text if result.article else ""
    document.metadata["page"] = result.to_dict()
    return document
