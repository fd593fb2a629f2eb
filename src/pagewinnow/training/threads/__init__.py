"""Training of what finds comments: `rows` for HTML, `lines` for text; each is a command of its own."""
