"""Renderers: a record in other words. Functions over records, no methods."""
