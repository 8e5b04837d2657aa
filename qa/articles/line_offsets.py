r"""Where the lines of a text begin, by the rule that Markdown has: `\n`, `\r\n` or a lone `\r`.

Not for the line numbers of citations, which count `\n` alone as grep and editors do.
"""

import re

_NEWLINE = re.compile(r"\r\n?|\n")


def line_offsets(text: str, start: int = 0) -> list[int]:
    """Return the offset of each line from `start` on, and last the length of the text."""
    offsets = [start]
    offsets.extend(match.end() for match in _NEWLINE.finditer(text, start))
    if offsets[-1] != len(text):
        offsets.append(len(text))
    return offsets
