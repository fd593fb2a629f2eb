"""The metas of the head: OpenGraph, article tags, Dublin Core and the like, in the order in which they are believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

# Names and properties, as `Declared.metas` has them: in lower case. The first that says something is believed.
TITLE = (
    "og:title", "twitter:title", "headline", "parsely-title", "sailthru.title", "citation_title", "dc.title",
    "dcterms.title", "dc:title", "title",
)  # fmt: skip
AUTHOR = (
    "parsely-author", "sailthru.author", "citation_author", "dc.creator", "dcterms.creator", "dc:creator",
    "dc.contributor.author", "author", "article:author_name", "article:author", "og:author", "byl", "byline",
    "book:author", "twitter:creator:name", "rbauthors", "cxenseparse:author", "shareaholic:article_author_name",
    "authors", "dc.author", "creator",
)  # fmt: skip
PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "og:article:published_time", "og:pubdate",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "citation_online_date",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.issued", "dc.date", "dcterms.date",
    "dc:date", "datepublished", "publish-date", "publish_date", "published_date", "published-date", "publishdate",
    "pubdate", "publication_date", "publicationdate", "article.published", "published", "article_date_original",
    "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "shareaholic:article_published_time", "rnews:datepublished", "article:post_date", "release_date", "displaydate",
    "video:release_date", "date", "created", "datecreated", "dc.created",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "article:modified", "dc.date.modified", "dcterms.modified",
    "dc.modified", "datemodified", "date-modified", "last-modified", "lastmodified", "last_modified", "modified",
    "modified_date", "lastmod", "article.updated", "updated", "revision_date", "shareaholic:article_modified_time",
)  # fmt: skip
# Names that say the same in another spelling: `w-published-date`, `article:publication-time`, `lastModifiedDate`.
PUBLISHED_LIKE = re.compile(
    r"(?:^|[-_.:])(?:publi(?:sh|shed|cation)[-_.:]?(?:date|time|on|at)|(?:date|time)[-_.:]?publi(?:shed|cation))$"
)
MODIFIED_LIKE = re.compile(
    r"(?:^|[-_.:])(?:(?:last[-_.:]?)?(?:updated?|modified)[-_.:]?(?:date|time|on|at)|(?:date|time)[-_.:]?(?:updated|modified))$"
)
SITENAME = (
    "og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher",
    "twitter:app:name:iphone", "copyright", "publisher", "site_name", "cxenseparse:publisher",
)  # fmt: skip
DESCRIPTION = (
    "og:description", "description", "twitter:description", "dc.description", "dcterms.abstract", "dcterms.description",
    "sailthru.description", "abstract",
)  # fmt: skip
CATEGORY = ("article:section", "parsely-section", "category", "og:section", "dc.subject.category", "section")
TAG = (
    "article:tag", "parsely-tags", "sailthru.tags", "news_keywords", "keywords", "dc.subject", "dcterms.subject",
    "citation_keywords", "og:article:tag", "video:tag",
)  # fmt: skip
IMAGE = (
    "og:image", "og:image:secure_url", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url",
    "sailthru.image.full", "thumbnail", "image",
)  # fmt: skip
LICENSE = ("dc.rights", "dcterms.license", "dc.rights.license", "license", "dcterms.rights", "rights")
LANGUAGE = ("content-language", "dc.language", "dcterms.language", "language", "inlanguage")
KIND = ("og:type",)
ARTICLE_ONLY = ("article:published_time", "article:author", "datepublished")
_LABELS = ("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")


class Metas:
    """The metas of a page by name; a name may be given more than once."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, content in pairs:
            self._values.setdefault(name, []).append(content)

    def of(self, names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Each of the names that the page has, with all its values.

        >>> list(Metas([("author", "Ann"), ("author", "Tom")]).of(["byl", "author"]))
        [('author', ['Ann', 'Tom'])]
        """
        for name in names:
            if values := self._values.get(name):
                yield name, values

    def like(self, spelt: re.Pattern[str]) -> Iterator[tuple[str, list[str]]]:
        """The metas whose names match a pattern, with all their values."""
        return ((name, values) for name, values in self._values.items() if spelt.search(name))

    def labelled(self) -> Iterator[tuple[str, str]]:
        """The pairs of label and value that are shown in social cards ("Written by", "Ann Reed")."""
        for label, data in _LABELS:
            if label in self._values and data in self._values:
                yield self._values[label][0], self._values[data][0]


def values_of(mapping: Mapping[str, object], *names: str) -> Iterator[tuple[str, object]]:
    """The properties of a JSON-LD object that are there, in the order asked for."""
    for name in names:
        if value := mapping.get(name):
            yield name, value
