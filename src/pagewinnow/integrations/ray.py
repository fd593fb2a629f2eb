"""Ray Data: pages or paths in, records out, cleaned by actors. The user starts Ray, and says how many actors.

A page that crashes or hangs ends a child of the actor and not the actor, which Ray would start again without end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pagewinnow.errors import MissingExtraError
from pagewinnow.integrations.arrow import ArrowCleaner
from pagewinnow.integrations.setup import Setup

if TYPE_CHECKING:
    import pyarrow as pa
    from ray.data import ActorPoolStrategy, Dataset

_BATCH = 32  # pages of hundreds of kilobytes: Ray's own batches would be of hundreds of megabytes


class CleanRows:
    """The actor for tables of pages."""

    def __init__(self, setup: Setup) -> None:
        self._cleaner = ArrowCleaner(setup)

    def __call__(self, table: pa.Table) -> pa.Table:
        """As `ArrowCleaner.clean_rows`."""
        return self._cleaner.clean_rows(table)


class CleanPaths:
    """The actor for tables of paths."""

    def __init__(self, setup: Setup) -> None:
        self._cleaner = ArrowCleaner(setup)

    def __call__(self, table: pa.Table) -> Iterator[pa.Table]:
        """As `ArrowCleaner.clean_paths`."""
        return self._cleaner.clean_paths(table)


def clean_dataset(dataset: Dataset, setup: Setup | None = None, *, actors: int = 1, cores: float = 1.0) -> Dataset:
    """The records of a data set of pages, a row for each row; columns as for `arrow.clean_table`.

    Args:
        dataset: of pages.
        setup: how they are cleaned.
        actors: how many clean; with as many as there are cores Ray has none left to read with, and waits for ever.
        cores: that Ray counts for each.

    Raises:
        MissingExtraError: Ray is not there.
    """
    return dataset.map_batches(
        CleanRows,
        fn_constructor_args=(setup or Setup(),),
        compute=_pool(actors),
        num_cpus=cores,
        batch_size=_BATCH,
        batch_format="pyarrow",
    )


def clean_paths(dataset: Dataset, setup: Setup | None = None, *, actors: int = 1, cores: float = 1.0) -> Dataset:
    """The records of all pages in the files whose paths stand in the column `path`; the rest as `clean_dataset`."""
    return dataset.map_batches(
        CleanPaths,
        fn_constructor_args=(setup or Setup(),),
        compute=_pool(actors),
        num_cpus=cores,
        batch_size=1,
        batch_format="pyarrow",
    )


def _pool(actors: int) -> ActorPoolStrategy:
    try:
        from ray.data import ActorPoolStrategy  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("ray") from error
    return ActorPoolStrategy(size=actors)
