"""Threads in stripped text: no element is left, so a trained tagger says of each line what it is to a thread.

witness.py      the witness: platforms' patterns first, else the tagger; one way to posts for both

features.py     what the tagger sees of lines: `characters`, `numbers`, `recurrence`; no words
tagger.py       the network; `tags` are what it may call a line; `file` is what both models are read from
decode.py       the likeliest reading of the page
check.py        is the reading a thread? a calibrated probability

stripped.py     the patterns of platforms, where their lines stand; `platforms` reads the page by them
posts.py        from tags to items: whose is which line; `dated` lines begin those that the tagger lost
slots.py        the places around comments: `names` says who wrote, `days` when; `beats` are times in lines
calls.py        who answers whom
opening.py      what opens the page
"""
