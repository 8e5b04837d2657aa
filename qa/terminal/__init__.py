"""The terminal's faces: command line, batches, session; the only users of click, rich and so on.

Each is a thin client of `qa.engine`, `qa.build` and `qa.status`; none knows how an answer is found.
"""
