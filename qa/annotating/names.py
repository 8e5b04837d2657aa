"""Who and what is named in an article: people, organisations and places, one entry each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.annotating.naming.candidates import Candidate, find_candidates
from qa.annotating.naming.kinds import decide_kinds, initials
from qa.annotating.naming.people import find_people
from qa.annotating.naming.pieces import Kind
from qa.annotating.naming.words import GOVERNMENTS, PLACE_ALIASES
from qa.annotations.values import Mark, Named

if TYPE_CHECKING:
    from qa.annotating.parsing import ParsedBlock
    from qa.articles.document import Document


_DASHES = frozenset({"—", "–", "--", "-"})
_DATELINE = 6  # tokens between the first name of a dateline and its dash, at most


@dataclass(frozen=True, slots=True)
class Names:
    """The named people, organisations and places of an article, each in order of first mention."""

    people: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()


def find_names(_document: "Document", blocks: Sequence["ParsedBlock"]) -> Names:
    """Return who and what is named in the parsed blocks of a document."""
    candidates = list(find_candidates(blocks))
    governments, rest = _governments(candidates)
    datelines = [candidate for candidate in rest if _is_dateline(candidate)]
    rest = [candidate for candidate in rest if not _is_dateline(candidate)]
    common = {word for block in blocks for word in block.doc.text.split() if word.islower()}
    kinds = decide_kinds(rest, common)
    people, others = find_people(rest, kinds)
    others = [*others, *governments, *((c, Kind.PLACE) for c in datelines)]
    others.sort(key=lambda found: found[0].block.start + found[0].block.doc[found[0].first].idx)
    organisations = [c for c, kind in others if kind is Kind.ORGANISATION]
    places = [c for c, kind in others if kind is Kind.PLACE]
    return Names(people, _grouped(organisations, shortened=True), _grouped(places))


_Decided = tuple[Candidate, Kind]


def _governments(candidates: Sequence[Candidate]) -> tuple[list[_Decided], list[Candidate]]:
    """Part "Trump administration", an organisation, from the names that stand for themselves."""
    found: list[_Decided] = []
    rest: list[Candidate] = []
    for candidate in candidates:
        doc = candidate.block.doc
        after = candidate.last
        governs = (
            candidate.label is not Kind.PLACE
            and candidate.title is None
            and after < len(doc)
            and doc[after].lower_ in GOVERNMENTS
        )
        if governs and doc[after - 1].whitespace_:
            words = (*candidate.words, doc[after].lower_)
            whole = Candidate(
                candidate.block, candidate.first, after + 1, Kind.ORGANISATION, None, words
            )
            found.append((whole, Kind.ORGANISATION))
        else:
            rest.append(candidate)
    return found, rest


def _is_dateline(candidate: Candidate) -> bool:
    """Return whether the name begins a block and a dash follows, as in "SEOUL, SOUTH KOREA —"."""
    doc = candidate.block.doc
    if any(token.text != "," and not token.is_upper for token in doc[: candidate.last]):
        return False
    following = doc[candidate.last : candidate.last + _DATELINE]
    dash = next((token.i for token in following if token.text in _DASHES), None)
    return dash is not None and all(
        token.is_upper or not token.is_alpha for token in doc[candidate.last : dash]
    )


def _grouped(candidates: Sequence[Candidate], *, shortened: bool = False) -> tuple[Named, ...]:
    """Return one entry for each name.

    `shortened`: the end of a longer name is the same, and so are its initials.
    """
    groups: dict[str, list[Candidate]] = {}
    longer: dict[str, str] = {}
    if shortened:
        for candidate in candidates:
            for short in _short_forms(candidate.words):
                longer.setdefault(short, " ".join(candidate.words))
    for candidate in candidates:
        key = " ".join(candidate.words)
        key = PLACE_ALIASES.get(key, longer.get(key, key))
        groups.setdefault(key, []).append(candidate)
    named = []
    for members in groups.values():
        fullest = max(members, key=lambda member: len(member.words))
        marks = tuple(mark_of(member) for member in members)
        named.append(Named(" ".join(fullest.text.split()), marks))
    return tuple(named)


def _short_forms(words: tuple[str, ...]) -> Iterator[str]:
    """Yield the ends of a name of several words, and its initials, with and without its country."""
    for i in range(1, len(words)):
        yield " ".join(words[i:])
    letters = initials(words)
    if len(letters) > 1:
        yield letters
    if " ".join(words[:1]) in PLACE_ALIASES and len(letters) > 2:  # noqa: PLR2004
        yield letters[1:]


def mark_of(candidate: Candidate) -> Mark:
    """Return where a candidate stands in the article."""
    return candidate.block.mark(candidate.block.doc[candidate.first : candidate.last])
