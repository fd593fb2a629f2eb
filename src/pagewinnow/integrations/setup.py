"""What every integration is told, in one value that can be sent to where the pages are."""

from __future__ import annotations

from dataclasses import dataclass, field

from pagewinnow.batch.cleaning import PageMaker
from pagewinnow.batch.outcomes import Limits, Maker
from pagewinnow.batch.supervisor import Supervisor
from pagewinnow.options import Options
from pagewinnow.sources.items import Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How pages are cleaned; it pickles.

    Attributes:
        options: of the cleaner. Folders and files named there must be where the workers are.
        limits: of one page.
        jobs: how many children clean pages in each worker of the engine: 1 where it has a worker for each core.
        hints: which columns hold what, if they have names of their own; what the input does not say.
        maker: what cleans, if not `PageMaker(options)`: called in the template of the children, it gives what turns an
            `Item` into a `Page`.
    """

    options: Options = field(default_factory=Options)
    limits: Limits = field(default_factory=Limits)
    jobs: int = 1
    hints: Hints = field(default_factory=Hints)
    maker: Maker | None = None

    def start(self) -> Supervisor:
        """The children, started; close it in the end.

        Raises:
            WorkerError: they cannot be started, or the options are wrong.
        """
        return Supervisor(self.maker or PageMaker(self.options), jobs=self.jobs, limits=self.limits)
