"""A `Page` as Markdown: CommonMark with the tables of GitHub Flavored Markdown, which a parser reads back as the text.

| Markdown | carried by | HTML | Markdown | text |
|---|---|---|---|---|
| heading | block `heading`, `level` | h1 to h6 | yes | no |
| list, nested, numbered | block `list_item`, `depth`, `number` | ul, ol; dl, a meaning below its term | yes | no |
| more in an item or a quote | block `paragraph`, `depth` | p in li | yes | no |
| quote, what stands in it | block `quote`, `depth` | blockquote | yes | no |
| code | block `code`, `language` | pre | yes | no |
| table, its head, its cells | block `table_row`, `header`, mark `cell` | tr | yes | no |
| line break | a line break in the text | br | yes | no |
| strong, emphasis, inline code | marks `strong`, `em`, `code` | b, i, code... | yes | no |
| raised, lowered | marks `sup`, `sub` (as HTML) | sup, sub | the same | no |
| maths | mark `math`, `alt` has the TeX | TeX beside it, in a script, as an image's words, typed | typed | typed |
| footnote | mark `footnote`, `href`: over its reference, empty at the head of its blocks | a, id | `[^1]` | no |
| link, image | marks `link`, `image`, `href`, `alt`, on request | a, img | yes | no |

    tree.py    what stands in which list and quote
    blocks.py  blocks as lines
    inline.py  text with marks, escaped
    notes.py   the names of footnotes
    front.py   front matter
"""

from __future__ import annotations

from collections.abc import Iterator

from pagewinnow.records import Comment, Page
from pagewinnow.render.markdown.blocks import write_blocks, write_lines
from pagewinnow.render.markdown.front import write_front_matter
from pagewinnow.render.markdown.inline import Wanted, escape

_PLAIN = Wanted()


def to_markdown(
    page: Page, *, links: bool = False, images: bool = False, front_matter: bool = False, comments: bool = True
) -> str:
    """The article as Markdown, its title first; then its comments as quotes, as deep as they answer each other.

    Args:
        page: the record.
        links: write the addresses of links; else their words stay.
        images: write images.
        front_matter: put what is known of the page before it, as YAML between two lines of `---`.
        comments: write the comments too.

    >>> import pagewinnow
    >>> page = pagewinnow.clean("<h1>Tides</h1><p>The <b>tide</b> comes in twice a day, and nobody minds.</p>")
    >>> to_markdown(page).splitlines()[0]
    '# Tides'
    """
    parts: list[str] = []
    if front_matter:
        parts.append(write_front_matter(page))
    if page.article is not None and page.article.title:
        parts.append(f"# {escape(' '.join(page.article.title.split()))}")
    if page.article is not None and page.article.blocks:
        parts.append(write_blocks(page.article.blocks, Wanted(links, images)))
    if comments:
        parts += _write_comments(page)
    return "\n\n".join(parts) + "\n"


def _write_comments(page: Page) -> Iterator[str]:
    for comment in page.comments:
        mark = "> " * (comment.depth + 1)
        yield "\n".join(f"{mark}{line}".rstrip() for line in _comment_lines(comment))


def _comment_lines(comment: Comment) -> list[str]:
    """Who wrote when, what was quoted, what was said; a blank line between paragraphs."""
    lines: list[str] = []
    head = ", ".join(fact for fact in (comment.author, comment.date or comment.date_raw) if fact)
    if head:
        lines += [f"**{escape(' '.join(head.split()))}**", ""]
    for paragraph in (comment.quoted_text or "").split("\n\n"):
        lines += [f"> {line}" for line in write_lines(paragraph, (), _PLAIN)]
    if comment.quoted_text:
        lines.append("")
    for number, paragraph in enumerate(comment.text.split("\n\n")):
        lines += [""] if number else []
        lines += write_lines(paragraph, (), _PLAIN)
    return lines
