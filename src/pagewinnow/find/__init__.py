"""Find: what stands in the document, one room a question."""
