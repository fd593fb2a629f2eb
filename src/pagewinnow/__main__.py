"""`python -m pagewinnow` is `pagewinnow`."""

from pagewinnow.cli import main

main()
