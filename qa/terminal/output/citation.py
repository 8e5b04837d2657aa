"""How a passage's citation reads on a screen and in Markdown; makes no offsets of its own."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from qa.model import Citation, FoundPassage
from qa.terminal.output.sanitize import one_line, sanitize
from qa.terminal.preferences import AUTO, OFF


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


# A passage as a quotation with its source, ready to be pasted anywhere.
def quotation(passage: FoundPassage) -> str:
    """Return the passage's text and, on the line below, where it stands.

    What a shell or an editor would obey in a paste is made harmless.
    """
    cited = passage.citation
    source = ", ".join((name(cited), *places(cited)))
    return f"“{sanitize(passage.text).strip()}”\n— {source} ({one_line(cited.path)})\n"


# Citations as links (OSC 8), for terminals that are known to show them.
_FILE = "file://{path}"
_PROGRAMS = frozenset(
    {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal", "mintty"}
)
_TERMINALS = re.compile(r"kitty|ghostty|foot|alacritty|contour|wezterm")
_MARKS = ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM")
# VTE before 0.50 leaves the link's address on the screen.
_VTE = 5000


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses by a template in which {path} and {line} stand for the passage's place."""

    template: str
    corpus: Path

    def to(self, citation: Citation) -> str:
        """Return the address of the line at which the passage begins."""
        path = quote(f"{self.corpus.absolute().as_posix()}/{citation.path}", errors="replace")
        line = str(citation.line_start)
        return self.template.replace("{line}", line).replace("{path}", path)


def links_for(
    setting: str, corpus: Path, environment: Mapping[str, str] = os.environ
) -> Links | None:
    """Return how citations become links, or None where they are not to."""
    if setting == OFF or not knows_links(environment):
        return None
    return Links(_FILE if setting in (AUTO, "") else setting, corpus)


def knows_links(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal of this environment is one that shows links."""
    if environment.get("TERM", "dumb") in ("dumb", "linux"):
        return False
    version = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in _PROGRAMS
        or any(environment.get(name) for name in _MARKS)
        or (version.isascii() and version.isdigit() and int(version) >= _VTE)
        or _TERMINALS.search(environment.get("TERM", "")) is not None
    )
