"""Turns answers, reports and comparisons into text: for a screen, Markdown or a spreadsheet.

Every text that comes from a file or a person passes through `sanitize`. Nothing here writes to a
stream, except for the progress bar, and nothing reads an index.
"""
