"""Makes the reader of threads in stripped text again: `find.threads.lines` reads with it.

    python -m pagewinnow.training.threads.lines --pages FOLDER -o lines.npz
    python -m pagewinnow.training.threads.lines --pages FOLDER -o lines.npz --start OLD.npz --rate 0.0012 --epochs 3

    taught.py     what a page is to learn from: lines, and what each of them is
    real.py       real pages without their markup, told by those who annotated them or by the reader of HTML
    annotated.py  the tags of lines, where people wrote down the comments
    words.py      words, names and dates of no language and of every script
    frames.py     what stands around comments: a frame is drawn for each page
    made.py       pages made of real articles and comments, in such frames; `pool` is what they are made of
    traps.py      pages that look like threads and are none
    views.py      a page as the witness sees it
    fit.py        the tagger, fitted by torch
    judge.py      the check of a whole reading, fitted by torch
    opens.py      what opens a page, as cases to fit another check by

Needs the extra `train`. Nothing of any page is stored in the model: weights alone.
"""
