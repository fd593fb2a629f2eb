"""What a text is: HTML, Markdown or plain. Told by counting what only one of them has."""

from __future__ import annotations

import re
from typing import Literal

from pagewinnow.records import InputKind

_SNIFFED = 400_000  # characters looked at
_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}  # fmt: skip
# What begins with a tag is HTML; where a sentence goes on behind a bare tag, it may speak of the tag.
_OPENING = re.compile(
    r"\A\s*+<"
    r"(?:!doctype\s+html|\?xml|html|head|body|!--|[a-z][a-z0-9-]*(?:\s[^<>]*|/)?>(?!(?<=[a-z0-9]>)[ \t]+[^\W\d_]))",
    re.IGNORECASE,
)
_TAG = re.compile(r"</(?:p|div|a|li|span|td|h[1-6]|body|html|article|section)\s*>", re.IGNORECASE)
_TAGS_OF_HTML = 1 / 400  # closing tags a character; an article that quotes tags has fewer
_LONG = 80  # characters of a line that is a paragraph: in HTML most hold a tag, in an article about tags few do
# What Markdown has and a stripped page has not, with what each weighs. What was taken is never given back (`++`, `*+`),
# where a long run of a sign could else be split in many ways.
_TOP = re.compile(r"^ {0,3}# +\S", re.MULTILINE)  # in code it begins a remark
_FIRST = re.compile(r"\A\s*#{1,3} +\S.*\n[ \t]*\n")  # a page that begins with its title
_FRONT = re.compile(r"\A\s*---[ \t]*\n(?:[A-Za-z][\w -]*:.*\n|[ \t]+\S.*\n|- .*\n)+---[ \t]*\n")
_HEADING = re.compile(r"^ {0,3}#{2,6} +\S", re.MULTILINE)
_LINK = re.compile(r"\]\((?:<[^<>\n]++>|[^\s()/#.?]*+[/#.?][^\s()]*+)(?:[ \n]\"[^\"\n]*+\")?\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]: <?(?:https?:/|/|#)", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*+\|?(?:[ \t]*+:?-{2,}+:?[ \t]*+\|)++[ \t]*+(?::?-{2,}+:?)?[ \t]*+$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)[\w+#.-]*[ \t]*$", re.MULTILINE)
_STRONG = re.compile(r"(?<!\*)\*\*(?=[^\s*])[^*\n]+(?<=[^\s*])\*\*(?!\*)")
_QUOTE = re.compile(r"^ {0,3}>+ \S.*\n {0,3}>", re.MULTILINE)
_ITEM = re.compile(r"^ {0,3}[-*+] +\S", re.MULTILINE)
_RULED = re.compile(r"^ {0,3}\S.*\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_SIGNS = (  # what to count, what one weighs, what all may weigh
    (_FRONT, 3.0, 3.0), (_FIRST, 1.5, 1.5), (_TOP, 1.0, 1.0), (_HEADING, 1.5, 6.0), (_LINK, 1.5, 9.0),
    (_REFERENCE, 1.5, 6.0), (_TABLE, 3.0, 3.0), (_FENCE, 1.0, 4.0), (_STRONG, 0.75, 3.0), (_QUOTE, 2.0, 4.0),
    (_ITEM, 0.25, 1.0), (_RULED, 1.5, 4.0),
)  # fmt: skip
_ENOUGH = 2.5
_LINES = 200  # for every so many lines more is asked: a long text holds some signs by chance
_QUICK = re.compile(r"^ {0,3}(?:#{1,6} |> |```|~~~|[-=]{3})|\]\(|\*\*|-\|", re.MULTILINE)


def tell_kind(text: str, asked: InputKind, content_type: str | None) -> Literal["html", "text", "markdown"]:
    """The kind of a text: as asked, as declared, or as it looks; plain text and Markdown are told apart in any case."""
    if asked in {"html", "markdown"}:
        return asked
    declared = _TYPES.get((content_type or "").partition(";")[0].strip().lower())
    if asked == "auto" and (declared == "html" or is_html(text)):
        return "html"
    return "markdown" if declared == "markdown" or is_markdown(text) else "text"


def is_html(text: str) -> bool:
    """Does the text begin as HTML does, or hold as many closing tags?

    >>> is_html("<p>One"), is_html("The tag </p> ends a paragraph. " + "It is short. " * 80)
    (True, False)
    """
    if _OPENING.match(text):
        return True
    if "</" not in text:
        return False
    text = text[:_SNIFFED]
    if sum(1 for _ in _TAG.finditer(text)) <= _TAGS_OF_HTML * len(text):
        return False
    long = [line for line in text.splitlines() if len(line) >= _LONG]
    return 2 * sum("</" in line or line.lstrip().startswith("<") for line in long) >= len(long)


def is_markdown(text: str) -> bool:
    r"""Does the text hold enough signs of Markdown?

    >>> is_markdown("# One\n\nSee [two](/2).\n\n[Three](/3)"), is_markdown("It is #1 (see [3]) * not ** bold.")
    (True, False)
    """
    text = text[:_SNIFFED]
    if not _QUICK.search(text):
        return False
    weight = sum(min(most, one * sum(1 for _ in sign.finditer(text))) for sign, one, most in _SIGNS)
    return weight >= _ENOUGH + text.count("\n") / _LINES
