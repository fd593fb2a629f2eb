"""Threads by structure alone: elements that repeat, and hold a name, a time and words.

structure.py   the witness: groups of like elements become posts
posts.py       what was read becomes posts of a thread
anchors.py     where posts may be: times, controls and names of elements (`signatures`) that recur
rows.py        items that no element holds
reader.py      one item is read: its name (`names`), its time, its words, its controls (`shape` tells them apart)
evidence.py    what speaks for a group being a thread, and what against (`titles`); `learned.rows` adds it up
single.py      a thread of one comment
"""
