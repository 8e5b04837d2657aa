"""Marks names, dates, amounts and quotations in an article, with spaCy; only building needs it."""
