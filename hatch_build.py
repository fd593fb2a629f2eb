"""What a wheel has beside its sources: the tables of the rule files, see `pagewinnow/rules/prebuilt.py`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = Path(__file__).parent / "src"


class PrebuiltRules(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the tables into a wheel; an editable install reads the TOML that is being edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file, and name it to the builder."""
        if version == "editable":
            return
        sys.path.insert(0, str(SOURCES))
        from pagewinnow.rules.folders import OWN  # noqa: PLC0415 - the package is not installed while it is built
        from pagewinnow.rules.prebuilt import PREBUILT, write_prebuilt  # noqa: PLC0415

        self._made = tempfile.TemporaryDirectory()
        file = Path(self._made.name) / PREBUILT.name
        write_prebuilt(OWN, file)
        build_data["force_include"][str(file)] = str(PREBUILT.relative_to(SOURCES))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take it away again."""
        if version != "editable":
            self._made.cleanup()
