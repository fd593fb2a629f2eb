"""The version of the package: every record names it, and the build reads it here."""

__version__ = "0.1.0"
