"""The errors that pagewinnow raises, one small tree; each names its place.

PagewinnowError
├── InputError          the content is no page: an image, a PDF, an archive, or of a type that is not taken
├── SourceError         a file or stream cannot be read
├── OutputError         the output cannot be written, or would destroy something
├── WorkerError         the children that clean pages cannot be started
├── RuleError           a rule file is wrong
├── CaseError           a fixture case is wrong, or a golden may not be written
└── MissingExtraError   an optional dependency is not installed
"""


class PagewinnowError(Exception):
    """The root: catch this to catch whatever pagewinnow raises on purpose."""


class InputError(PagewinnowError):
    """The content is not a page that can be cleaned.

    >>> str(InputError("image/png", "content"))
    'content: not a page (image/png)'
    """

    def __init__(self, found: str, place: str = "content") -> None:
        super().__init__(f"{place}: not a page ({found})")
        self.found = found
        self.place = place


class SourceError(PagewinnowError):
    """A path or stream cannot be read: `path`, and `offset` in bytes where it is known."""

    def __init__(self, path: str, reason: str, offset: int | None = None) -> None:
        where = path if offset is None else f"{path}, byte {offset}"
        super().__init__(f"{where}: {reason}")
        self.path = path
        self.reason = reason
        self.offset = offset


class OutputError(PagewinnowError):
    """The output cannot be written, or writing it would destroy something: `path`."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


class WorkerError(PagewinnowError):
    """The children that clean pages cannot be started."""


class RuleError(PagewinnowError):
    """A rule file does not follow the rule specification: `file`, and the `key` that is wrong."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file = file
        self.key = key


class CaseError(PagewinnowError):
    """A fixture case is incomplete or contradicts itself: `case` is its folder."""

    def __init__(self, case: str, reason: str) -> None:
        super().__init__(f"{case}: {reason}")
        self.case = case


class MissingExtraError(PagewinnowError):
    """An optional dependency is needed: install `pagewinnow[extra]`."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"this needs an optional dependency: pip install 'pagewinnow[{extra}]'")
        self.extra = extra
