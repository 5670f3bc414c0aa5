"""Factcheck: mark the claims of an article, prove them, and hand over the report."""

__version__ = "0.1.0"
