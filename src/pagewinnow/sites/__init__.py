"""Sites: what a host repeats. The line that stands on many pages of a host is chrome, in any language.

    lines.py    a page's lines as they are counted: folded, without figures, with the place that they stand at
    memory.py   one SQLite file: a sample of pages of each host, and the lines that repeat in it
    evidence.py how sure is it that a repeated line is chrome?
    learn.py    records in, a memory out; memories merged

A memory is read by `find`; nothing here sees a document.
"""
