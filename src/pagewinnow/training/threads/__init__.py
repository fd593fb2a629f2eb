"""Makes the reader of threads in stripped text again: `find.threads.lines` reads with it.

    python -m pagewinnow.training.threads --pages FOLDER -o lines.npz

    taught.py     what a page is to learn from: lines, and what each of them is
    real.py       real pages without their markup, told by those who annotated them or by the reader of HTML
    words.py      words, names and dates of no language and of every script
    frames.py     what stands around comments: a frame is drawn for each page
    made.py       pages made of real articles and comments, in such frames
    traps.py      pages that look like threads and are none
    fit.py        the tagger, and the check of a whole reading, fitted by torch

Needs the extra `train`. Nothing of any page is stored in the model: weights alone.
"""
