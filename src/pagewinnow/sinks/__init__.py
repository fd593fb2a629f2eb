"""Where records go: a record comes in, bytes or rows go out, to a file that takes its name when it is whole.

    view.py      which pages and which parts of a record are written
    tables.py    a record as rows: of pages, of comments, of verdicts
    formats.py   the formats, one row each: how a record is shaped, what opens a part of the output
    jsonl.py, csv.py, prose.py, parquet.py
    schema.py    the Arrow schema of records
    output.py    what the user named: a file or a folder
    parts.py     one file of output, whole or not there
    targets.py   standard output, one file, a folder of parts

A record is shaped in the worker that cleaned it, and written by the one process that holds the output.
To add a format: shape a record in a module of its own, and give it a row in `formats.FORMATS`.
"""
