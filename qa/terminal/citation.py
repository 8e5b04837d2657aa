"""How a passage's citation reads on a screen and in Markdown; makes no offsets of its own."""

from qa.model import Citation
from qa.terminal.harmless import one_line


def name(citation: Citation) -> str:
    """Return the article's title, or its file's name where it has none."""
    return one_line(citation.title or "") or one_line(citation.document)


def places(citation: Citation) -> tuple[str, ...]:
    """Return where in the article it stands: paragraph, line or lines, and section if any."""
    first, last = citation.line_start, citation.line_end
    lines = f"line {first}" if first == last else f"lines {first}–{last}"
    made = [f"¶ {citation.paragraph}", lines]
    if citation.section and (section := one_line(citation.section)):
        made.append(f"§ {section}")
    return tuple(made)
