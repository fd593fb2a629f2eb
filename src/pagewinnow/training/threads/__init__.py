"""Training of what finds comments: `python -m pagewinnow.training.threads.rows` makes `learned/rows.npz` again."""
