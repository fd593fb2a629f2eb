"""Reports: what was kept and what was cut, for people. Records in, something to look at out.

diff.py   what a new version or rule changed
"""
