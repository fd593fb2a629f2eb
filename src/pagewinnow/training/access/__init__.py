"""Make the scorers of the access verdict again: `python -m pagewinnow.training.access` (`learned/MODEL_CARD.md`)."""
