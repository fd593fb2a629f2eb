"""Metadata: who, when, what of a page, each field with the witness that told it.

    reader.py      the order of witnesses for every field: start here
    sight.py       what every witness sees: the document, its declarations, where its head is
    jsonld.py      the JSON-LD object that is the article
    metas.py       the metas of the head, by name
    marks.py       microdata, `time`, `rel`
    titles.py      the title, without the name of the site
    headlines.py   the declared headline, where the page shows another or a kicker before it
    authors.py     declared, marked and shown authors; bylines.py and bare.py read the shown ones (a byline.Byline each)
    names.py       is a text a name? namelists.py: a text -> its names
    when.py        the days of publication and of the last change
    head.py        the head of a stripped text: title, byline, dateline
    vocabulary.py  the words around names and dates, by language, from the rules
    rest.py        description, site, image, licence, sections, tags
    rivals.py      all that was said of every field: what `explain` shows
    values.py      strings that may stand in a record

To add a witness: a function of the `Sight`, and its place in the order.
"""

from __future__ import annotations

from pagewinnow.find.fields.reader import find_fields

__all__ = ["find_fields"]
