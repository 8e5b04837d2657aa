"""Rules that the repository itself keeps: layers, pages, style, dependencies, privacy."""
