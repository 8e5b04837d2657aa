"""A passage as a quotation with its source, ready to be pasted anywhere."""

from qa.model import FoundPassage
from qa.terminal import citation
from qa.terminal.harmless import harmless, one_line


def quotation(passage: FoundPassage) -> str:
    """Return the passage's text and, on the line below, where it stands.

    What a shell or an editor would obey in a paste is made harmless.
    """
    cited = passage.citation
    source = ", ".join((citation.name(cited), *citation.places(cited)))
    return f"“{harmless(passage.text).strip()}”\n— {source} ({one_line(cited.path)})\n"
