"""Reports: what was kept and what was cut, for people. Records in, something to look at out.

page.py     the report: one HTML file (assets/ has its style and script)
summary.py  what a run did, counted
plots.py    counts as SVG
diff.py     what a new version or rule changed
"""
