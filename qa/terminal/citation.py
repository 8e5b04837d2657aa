"""How a passage's citation reads on a screen and in Markdown; makes no offsets of its own."""

from qa.model import Citation
from qa.terminal.harmless import one_line


def name(citation: Citation) -> str:
    """Return the article's title, or its file's name where it has none."""
    return one_line(citation.title or "") or one_line(citation.document)


def places(citation: Citation) -> tuple[str, ...]:
    """Return where in the article it stands: paragraph, line or lines, and section if any."""
    made = [f"¶ {citation.paragraph}", lines(citation.line_start, citation.line_end)]
    if citation.section and (section := one_line(citation.section)):
        made.append(f"§ {section}")
    return tuple(made)


def lines(first: int, last: int) -> str:
    """Return the lines from the first to the last: `line 5`, `lines 5–7`."""
    return f"line {first}" if first == last else f"lines {first}–{last}"
