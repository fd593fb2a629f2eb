"""Where pages come from: paths go in, pages come out, with what could not be read and what was passed over.

    files.py     paths, folders and globs -> the files in them, in one order
    formats.py   the first bytes of a file -> what it is
    streams.py   compressed files -> their bytes
    pages.py     a file that is one page
    rows.py      what the columns of a row mean: one reader for JSON Lines and Parquet
    jsonl.py, warc.py, parquet.py, body.py
    reading.py   all of it: paths -> `Item`, `Skipped`, `Failure`

To add a source: tell it in `formats.py`, read it in a module of its own, and give it a row in `reading.READERS`.
"""
