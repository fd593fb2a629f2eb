"""Dates in strings, absolute and relative, in the languages whose forms the rules hold. Nothing reads the clock.

forms.py      names and orders by language, and the tokens of a string
absolute.py   a day of the calendar, with the time of day beside it
figures.py    days in figures alone; persian.py: those of the Persian calendar
clock.py      the time of day
relative.py   "3 hours ago", "yesterday at 10:15", a day without its year: with the time of the fetch
"""
