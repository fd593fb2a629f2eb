"""What the user named to write to."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple


class Output(NamedTuple):
    """What the user named: a file, or a folder that is there or will be made."""

    path: Path
    is_folder: bool

    @classmethod
    def of(cls, name: str) -> Output:
        """The output of a name: one that ends in a slash is a folder."""
        return cls(Path(name), name.endswith(("/", os.sep)) or Path(name).is_dir())

    @property
    def is_device(self) -> bool:
        """Is it there and neither file nor folder? It is written and not replaced."""
        return self.path.exists() and not stat.S_ISREG(self.path.stat().st_mode) and not self.is_folder
