"""Threads in stripped text: no element is left, so lines are read by what recurs.

recital.py     the witness: the beats of lines become posts
beats.py       lines that a post begins or ends with; `stripped` has those of the platforms
rhythm.py      the beat that recurs between the words of others
named.py       who wrote; `calls`: who answers whom
weigh.py       what a rhythm is worth
opening.py     what opens the page; `rims`: what is at the rim of posts
"""
