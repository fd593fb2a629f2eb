"""Threads by structure alone: elements that repeat, and hold a name, a time and words.

structure.py   the witness: groups of like elements become posts
anchors.py     where posts may be: times and names that recur
rows.py        items that no element holds
reader.py      one item is read: its name (`names`), its time, its words, its controls (`shape` tells them apart)
judge.py       is a group a thread, or a list of other things?
single.py      a thread of one comment
"""
