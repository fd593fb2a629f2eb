"""Where the package keeps its rules; users' folders are laid over them."""

from __future__ import annotations

from pathlib import Path

OWN = Path(__file__).parent / "data"
