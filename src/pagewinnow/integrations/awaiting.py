"""For crawlers on asyncio: the loop goes on with its responses while children clean pages."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from pagewinnow.batch.many import take_result
from pagewinnow.batch.supervisor import Supervisor
from pagewinnow.fetch import Fetch
from pagewinnow.integrations.setup import Setup
from pagewinnow.records import Failure, InputKind, Page
from pagewinnow.sources.items import Item


class AsyncCleaner:
    """Cleans pages in `setup.jobs` children; use it as a context, or start and close it.

    Each child has a supervisor and a thread that waits for it: waiting in a thread costs the loop nothing, where
    cleaning in a thread would hold the interpreter's lock.

    >>> async def main() -> str:
    ...     async with AsyncCleaner() as cleaner:
    ...         page = await cleaner.clean("<p>The ferry runs again from Monday.", url="https://ferry.example/")
    ...     return page.article.text
    >>> asyncio.run(main())
    'The ferry runs again from Monday.'
    """

    def __init__(self, setup: Setup | None = None) -> None:
        self._setup = setup or Setup()
        self._threads = ThreadPoolExecutor(self._setup.jobs, "pagewinnow")
        self._supervisors: list[Supervisor] = []
        self._idle: SimpleQueue[Supervisor] = SimpleQueue()

    async def start(self) -> None:
        """Start the children, which takes a second or two.

        Raises:
            WorkerError: they cannot be started, or the options are wrong.
        """
        one = replace(self._setup, jobs=1)
        try:
            for _ in range(self._setup.jobs):
                supervisor = await asyncio.to_thread(one.start)
                self._supervisors.append(supervisor)
                self._idle.put(supervisor)
        except BaseException:  # an interruption too
            await self.close()
            raise

    async def clean(
        self, content: bytes | str, *, url: str | None = None, kind: InputKind = "auto", fetch: Fetch | None = None
    ) -> Page | Failure:
        """The record of a page, or why there is none: it never raises for a page.

        Raises:
            WorkerError: no children can be started any more.
        """
        return await self.clean_item(Item(None, None, content, kind, url, fetch))

    async def clean_item(self, item: Item) -> Page | Failure:
        """The same of an item."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._clean, item)

    def _clean(self, item: Item) -> Page | Failure:
        supervisor = self._idle.get()
        try:
            return take_result(item, supervisor.call(item))
        finally:
            self._idle.put(supervisor)

    async def close(self) -> None:
        """Wait for the pages that are being cleaned, and end the children."""
        await asyncio.to_thread(self._threads.shutdown)
        for supervisor in self._supervisors:
            supervisor.close()

    async def __aenter__(self) -> Self:  # noqa: D105
        await self.start()
        return self

    async def __aexit__(  # noqa: D105
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
