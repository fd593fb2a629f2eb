"""Training of what finds comments: `rows` makes `learned/rows.npz` again, for HTML, `lines` makes `lines.npz`, for text.

    python -m pagewinnow.training.threads.rows --pages FOLDER -o rows.npz
    python -m pagewinnow.training.threads.lines --pages FOLDER -o lines.npz
"""
