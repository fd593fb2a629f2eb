"""Half characters (lone surrogates), which no encoding can write, and controls: out of every text that comes in."""

from __future__ import annotations

import re
from typing import Any

CONTROLS = (*range(9), *range(14, 28))
"""The codes of control characters that no page means, and on which parsers differ."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_CONTROLS = dict.fromkeys(CONTROLS)
_REPLACED = "\ufffd"


def replace_surrogates(text: str) -> str:
    r"""The text with U+FFFD for each lone surrogate.

    >>> replace_surrogates("a\ud800")
    'a\ufffd'
    """
    return _SURROGATE.sub(_REPLACED, text)


def repair_json(value: Any) -> Any:  # noqa: ANN401 - JSON is of any type
    r"""A value read from JSON, where escapes write what text may not hold, without lone surrogates and controls.

    >>> repair_json({"a": ["\ud83d", "b\0"]})
    {'a': ['\ufffd', 'b']}

    Raises:
        RecursionError: it is nested as deeply as no parser nests it.
    """
    if isinstance(value, str):
        return replace_surrogates(value.translate(_NO_CONTROLS))
    if isinstance(value, dict):
        return {repair_json(key): repair_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [repair_json(one) for one in value]
    return value
