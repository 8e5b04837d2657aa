"""The parts of an overview by the names that a user chooses them with."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from qa.errors import UsageError

if TYPE_CHECKING:
    from qa.overview.collection import Collection


class Section(StrEnum):
    """A part of an overview, in the order in which they are shown."""

    SUMMARY = "summary"
    OUTLINE = "outline"
    QUOTES = "quotes"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    PLACES = "places"
    DATES = "dates"
    NUMBERS = "numbers"


ALL_SECTIONS = tuple(Section)

UNANNOTATED = frozenset({Section.SUMMARY, Section.OUTLINE})
"""What is there of an article that was not annotated."""

_OTHER_NAMES = {
    "timeline": Section.DATES,
    "quotations": Section.QUOTES,
    "organizations": Section.ORGANISATIONS,
}


def read_sections(text: str) -> tuple[Section, ...]:
    """Return the sections that a list such as "quotes,people" names, in the order of `Section`.

    Raises:
        UsageError: a name is no section, or there is none.
    """
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    chosen = {_section(name) for name in names}
    if not chosen:
        raise UsageError("no section is named", remedy=f"name some of {', '.join(Section)}")
    return tuple(section for section in Section if section in chosen)


def holds_any(found: "Collection", sections: Iterable[Section]) -> bool:
    """Return whether any of the articles has something in one of the sections."""
    return any(
        getattr(overview, section.value) for overview in found.overviews for section in sections
    )


def _section(name: str) -> Section:
    if name in _OTHER_NAMES:
        return _OTHER_NAMES[name]
    try:
        return Section(name)
    except ValueError:
        from qa.suggestions import suggestion

        raise UsageError(
            f"an article has no section {name!r}",
            remedy=suggestion(
                name,
                [*(section.value for section in Section), *_OTHER_NAMES],
                otherwise=f"name some of {', '.join(Section)}",
                quote=repr,
            ),
        ) from None
