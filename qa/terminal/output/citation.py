"""Citations as text, as quotations ready to be pasted, and as links; computes no offsets.

Links are the OSC 8 escape sequences of terminals. Only terminals known to support them get any.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from qa.model import Citation, FoundPassage
from qa.terminal.output.sanitize import one_line, sanitize

AUTO, OFF = "auto", "off"
"""Values of the setting `links`; any other is a template."""

_FILE_TEMPLATE = "file://{path}"
_TERM_PROGRAMS = frozenset(
    {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal", "mintty"}
)
_TERM_NAMES = re.compile(r"kitty|ghostty|foot|alacritty|contour|wezterm")
_VARIABLES = ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM")
# VTE before 0.50 leaves the link's address on the screen.
_LEAST_VTE_VERSION = 5000


def name(citation: Citation, others: Iterable[FoundPassage] = ()) -> str:
    """Return the article's title, or its file's name where it has none.

    Where another article among `others` has the same title, the file's name follows.
    """
    title, document = one_line(citation.title or ""), one_line(citation.document)
    if title and any(
        other.citation.path != citation.path and one_line(other.citation.title or "") == title
        for other in others
    ):
        return f"{title} ({document})"
    return title or document


def places(citation: Citation) -> tuple[str, ...]:
    """Return where in the article the passage stands: paragraph, lines, and section if any."""
    parts = [f"¶ {citation.paragraph}", lines(citation.line_start, citation.line_end)]
    if citation.section and (section := one_line(citation.section)):
        parts.append(f"§ {section}")
    return tuple(parts)


def lines(first: int, last: int) -> str:
    """Return the lines from the first to the last: `line 5`, `lines 5–7`."""
    return f"line {first}" if first == last else f"lines {first}–{last}"


def quotation(passage: FoundPassage) -> str:
    """Return the passage's text and, on the line below, its source.

    It is sanitized: pasted into a shell or an editor, no control sequence runs.
    """
    cited = passage.citation
    source = ", ".join((name(cited), *places(cited)))
    return f"“{sanitize(passage.text).strip()}”\n— {source} ({one_line(cited.path)})\n"


@dataclass(frozen=True, slots=True)
class Links:
    """How citations become addresses: {path} and {line} in the template are the passage's place."""

    template: str
    corpus: Path

    def address(self, citation: Citation) -> str:
        """Return the address of the line at which the passage begins."""
        path = quote(f"{self.corpus.absolute().as_posix()}/{citation.path}", errors="replace")
        line = str(citation.line_start)
        return self.template.replace("{line}", line).replace("{path}", path)


def links_for(
    setting: str, corpus: Path, environment: Mapping[str, str] = os.environ
) -> Links | None:
    """Return how citations become links, or None if the setting or the terminal allows none."""
    if setting == OFF or not supports_links(environment):
        return None
    return Links(_FILE_TEMPLATE if setting in (AUTO, "") else setting, corpus)


def supports_links(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal of this environment is known to support links."""
    if environment.get("TERM", "dumb") in ("dumb", "linux"):
        return False
    version = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in _TERM_PROGRAMS
        or any(environment.get(name) for name in _VARIABLES)
        or (version.isascii() and version.isdigit() and int(version) >= _LEAST_VTE_VERSION)
        or _TERM_NAMES.search(environment.get("TERM", "")) is not None
    )
