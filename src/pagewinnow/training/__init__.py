"""Makes the models of `learned` again, from pages whose main content people wrote down.

    python -m pagewinnow.training --pages FOLDER -o model.npz [--kind text]

    pages.py     the pages of a folder, each block with the share of it that is content
    align.py     ... which an alignment of the page with the text finds out
    tables.py    learned scores of names, words and lines
    network.py   the network, trained in numpy
    fit.py       a model of some pages; cross-validation by site
    flatten.py   a page without its markup
    threads/     the reader of threads in texts: a command of its own, which needs the extra `train`

The first needs nothing that cleaning does not need. With one thread the same pages give the same bytes.
"""
