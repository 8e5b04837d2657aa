"""The terminal's faces: command line, batches, session; the only users of click, rich and so on.

None of them contains any retrieval or answering logic.
"""
