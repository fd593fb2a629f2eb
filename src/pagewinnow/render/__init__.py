"""Renderers: a record in other words. Functions over records; none of them sees a page.

markdown.py    for readers
text.py        plain text
trafilatura.py the names of `trafilatura.bare_extraction`
schema_org.py  JSON-LD, there and back
gutter.py      label | text, for whoever asks why
"""
