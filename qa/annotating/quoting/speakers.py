"""Who a speaker is: a name as it is, a pronoun and a description by the names before them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.annotating.parsing import ParsedBlock
from qa.annotating.quoting.people_mentions import Mention, PeopleMentions
from qa.annotating.quoting.speaker_words import (
    DOCUMENTS,
    FEMALE,
    GROUPS,
    KINDS,
    MALE,
    PERSONS,
    PLURAL_PRONOUNS,
    SINGULAR_PRONOUNS,
    THINGS,
    UNRESOLVED,
)
from qa.annotations.values import Mark, Named

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 4  # paragraphs back in which a pronoun's or a description's person is looked for
_AHEAD = 3  # paragraphs on in which one that is described first is named
_MOST_MENTIONS = 40  # looked at for a person who is described before the name
_SENTENCE = 80  # tokens back in which what "they" stands for is looked for
_LONGEST = 14  # tokens of a description, beyond which it is cut after its noun

_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_SINGULAR = frozenset(["NN", "NNP"])
_PLURAL = frozenset(["NNS", "NNPS"])
_OF_NAME = frozenset(["compound", "nmod", "pobj", "poss"])
_SET_OFF = frozenset(["appos", "punct", "relcl"])
_BELONGING = frozenset(["acl", "amod", "cc", "conj", "prep"])
_EDGES = frozenset([",", ";", ":", "—", "–", "--", "“", "”", '"'])


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, where that is written, and whether it is certain.

    `is_one` is whether it is one human being, whom "he" or "she" can mean.
    """

    name: str | None
    written: Mark | None
    sure: bool = True
    is_one: bool = False


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Who spoke last, and where that is said."""

    block: int
    position: int
    sentence_end: int
    speaker: Speaker


class Speakers:
    """The people of one article; asked for speakers in the order of the text."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[ParsedBlock],
        people: Sequence[Named],
        quoted: Sequence[Sequence[bool]],
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._people = PeopleMentions(text, blocks, people, quoted)
        self._last: _Spoken | None = None

    def find(self, block: int, head: "Token", *, speaks: bool) -> Speaker:
        """Return who is meant by a noun or pronoun of a block.

        Whoever `speaks` can be meant by "he" or "the analyst" further on.
        """
        speaker = self._find(block, head)
        if speaks and speaker.name is not None:
            position = self._position(block, head)
            end = self._blocks[block].start + head.sent.end_char
            self._last = _Spoken(block, position, end, speaker)
        return speaker

    def named_last(self, block: int, token: int) -> Speaker:
        """Return who is named last in a block before a token, as the subject if there is one."""
        position = self._position(block, self._blocks[block].doc[token])
        near = self._people.before(block, position, None, paragraphs=1)
        subjects = [mention for mention in near if mention.is_subject]
        for mention in (subjects or near)[:1]:
            return Speaker(mention.name, None, sure=False, is_one=True)
        return Speaker(None, None, sure=False)

    def _find(self, block: int, head: "Token") -> Speaker:
        mention = self._named(block, head) or self._author(block, head)
        if mention is not None:
            together = self._together(block, head, mention)
            if together is not None:
                return together
            return Speaker(mention.name, Mark(mention.start, mention.end), is_one=True)
        if head.lower_ in SINGULAR_PRONOUNS:
            return self._by_pronoun(block, head)
        if head.lower_ in PLURAL_PRONOUNS:
            return self._by_plural(block, head)
        written = self._description(block, head)
        if head.lower_ in UNRESOLVED:
            return Speaker(None, written, sure=False)
        is_role = head.tag_ in _SINGULAR and head.ent_type_ != "ORG" and _is_definite(head)
        described = self._by_role(block, head, written) if is_role else None
        return described or Speaker(self._words(written), written, is_one=_is_one(head))

    def _position(self, block: int, token: "Token") -> int:
        return self._blocks[block].start + token.idx

    def _named(self, block: int, head: "Token") -> Mention | None:
        """Return the person that a noun names itself or in apposition ("the owner, Ann Lee,")."""
        own = self._people.at_token(block, head.i)
        if own is not None:
            return own
        for child in head.rights:
            if child.dep_ in {"appos", "flat"}:
                beside = self._people.at_token(block, child.i)
                if beside is not None:
                    return beside
        # A title of several words may be the head ("the promoter and manager Jo Lee").
        written = self._description(block, head)
        at_end = self._people.at(written.end - 1)
        if at_end is not None and at_end.end == written.end and at_end.start > written.start:
            titled = not self._text[written.start : at_end.start].rstrip().endswith("and")
            if titled and head.doc[at_end.token].dep_ == "conj":
                return at_end
        # The parse may take a name's last word for a noun of its own.
        return self._people.at(self._position(block, head))

    def _together(self, block: int, head: "Token", mention: Mention) -> Speaker | None:
        """Return several speakers as one, "Ann Lee and Bo Chen"; None if there is only one."""
        others = [c for c in head.conjuncts if head.i < c.i <= head.i + _LONGEST]
        mentions = [self._people.at_token(block, other.i) for other in others]
        names = [other.name for other in mentions if other is not None]
        if mention.token != head.i or not names or len(names) < len(mentions):
            return None
        written = self._description(block, head)
        return Speaker(" and ".join([", ".join([mention.name, *names[:-1]]), names[-1]]), written)

    def _author(self, block: int, head: "Token") -> Mention | None:
        """Return the person whose statement, letter or post speaks."""
        if head.lemma_.lower() not in DOCUMENTS:
            return None
        parts = (child for child in head.subtree if child.dep_ in _OF_NAME)
        mentions = (self._people.at_token(block, child.i) for child in parts)
        return next((mention for mention in mentions if mention is not None), None)

    def _description(self, block: int, head: "Token") -> Mark:
        """Return where the noun and what belongs to it stand, without what a comma sets off."""
        first, last = head.left_edge.i, head.i
        for child in head.rights:
            if child.dep_ in _SET_OFF or (child.dep_ == "cc" and child.lower_ != "and"):
                break
            if child.dep_ in _BELONGING:
                last = child.right_edge.i
        if last - first > _LONGEST:
            last = head.i
        doc = head.doc
        for index in range(first, head.i):
            if doc[index].text in _EDGES:
                first = index + 1
        for index in range(head.i + 1, last + 1):
            if doc[index].text in _EDGES:
                last = index - 1
                break
        start = self._blocks[block].start
        return Mark(start + doc[first].idx, start + doc[last].idx + len(doc[last]))

    def _may_be(self, head: "Token", speaker: Speaker) -> bool:
        """Whether "the analyst" or "the man who …" can be who spoke last, by no role of anybody."""
        if (
            speaker.name is None
            or not speaker.is_one
            or any(child.dep_ == "prep" for child in head.rights)
        ):
            return False
        named = bool(self._people.roles.get(speaker.name))
        return (
            head.lower_.endswith(PERSONS) if named else head.lower_ in speaker.name.lower().split()
        )

    def _words(self, mark: Mark) -> str:
        """Return a description as it reads within a sentence."""
        text = " ".join(self._text[mark.start : mark.end].split())
        first, _, rest = text.partition(" ")
        return f"{first.lower()} {rest}" if first in {"The", "A", "An", "Some"} and rest else text

    def _by_pronoun(self, block: int, head: "Token") -> Speaker:
        """Return who "he" or "she" is: who spoke last or is the last subject, else the nearest."""
        pronoun = SINGULAR_PRONOUNS[head.lower_]
        position = self._position(block, head)
        written = Mark(position, position + len(head))
        before = self._people.before(block, position, pronoun, paragraphs=_WINDOW)
        subjects = [mention for mention in before if mention.is_subject]
        name = self._still_speaking(block, subjects, pronoun)
        if name is not None and self._last is not None:
            since = (other for other in before if other.start > self._last.position)
            sure = all(other.name == name for other in since)
        elif before:
            name = (subjects or before)[0].name
            last = self._last
            if not subjects and last is not None and block - last.block < _WINDOW:
                known = last.speaker.name if last.speaker.is_one else None
                name = known if known is not None and self._people.fits(known, pronoun) else name
            sure = len({other.name for other in before if block - other.block <= 1}) == 1
        else:
            return Speaker(None, written, sure=False)
        if sure:
            self._people.gender.setdefault(name, pronoun)
        return Speaker(name, written, sure=sure, is_one=True)

    def _still_speaking(self, block: int, subjects: list[Mention], pronoun: str) -> str | None:
        """Return the person who spoke last if no other one was the subject of a sentence since."""
        last = self._last
        if last is None or block - last.block > 1 or not last.speaker.is_one:
            return None
        name = last.speaker.name
        if name is None or not self._people.fits(name, pronoun):
            return None
        others = (m for m in subjects if m.start >= last.sentence_end and m.name != name)
        return name if next(others, None) is None else None

    def _by_plural(self, block: int, head: "Token") -> Speaker:
        """Return what "they" or "it" stands for: the subject before, or who spoke last."""
        position = self._position(block, head)
        written = Mark(position, position + len(head))
        subject = self._subject_before(block, head)
        if subject is not None:
            return Speaker(self._words(self._description(block, subject)), written, sure=False)
        last = self._last
        if last is not None and block - last.block <= 1 and not last.speaker.is_one:
            return Speaker(last.speaker.name, written, sure=False)
        return Speaker(None, written, sure=False)

    def _subject_before(self, block: int, head: "Token") -> "Token | None":
        """Return the nearest subject before a pronoun in its paragraph that agrees in number."""
        plural = PLURAL_PRONOUNS[head.lower_]
        for token in reversed(head.doc[max(0, head.i - _SENTENCE) : head.i]):
            if token.dep_ in _SUBJECTS and token.pos_ in {"NOUN", "PROPN"}:
                joined = any(child.dep_ == "conj" for child in token.rights)
                is_plural = token.tag_ in _PLURAL or joined
                if is_plural == plural and self._people.at_token(block, token.i) is None:
                    return token
        return None

    def _by_role(self, block: int, head: "Token", written: Mark) -> Speaker | None:
        """Return the person whom "the spokeswoman" or "their lawyer" describes, by the roles."""
        noun, position = head.lower_, self._position(block, head)
        pronoun = "he" if noun in MALE else "she" if noun in FEMALE else None
        same = [
            name
            for name in self._people.with_role(KINDS.get(noun, frozenset([noun])))
            if self._people.fits(name, pronoun)
        ]
        places = {name: self._people.last_before(name, position) for name in same}
        known = {name: place for name, place in places.items() if place is not None}
        if known:
            words = {child.lower_ for child in head.lefts if child.dep_ in {"amod", "compound"}}
            roles = self._people.roles
            best = max(
                known,
                key=lambda name: (
                    ("former" in roles[name]) == ("former" in words),
                    len(words & roles[name]),
                    known[name],
                ),
            )
            return Speaker(best, written, sure=len(known) == 1, is_one=True)
        last = self._last
        near = last is not None and block - last.block <= _WINDOW
        if near and last is not None and self._may_be(head, last.speaker):
            return replace(last.speaker, written=written, sure=False)
        for mention in self._people.all[self._people.count_before(position) :][:_MOST_MENTIONS]:
            if mention.block - block <= _AHEAD and mention.name in same:
                return Speaker(mention.name, written, sure=False, is_one=True)
        return None


def _is_one(head: "Token") -> bool:
    """Whether a noun that names nobody is one human being: "a spokesman", no ministry."""
    word = head.lemma_.lower()
    common = head.tag_ == "NN" and not head.ent_type_ and word not in GROUPS | DOCUMENTS | THINGS
    return common or head.ent_type_ == "PERSON"


def _is_definite(head: "Token") -> bool:
    """Whether a description is of somebody known ("the", "his")."""
    return any(child.lower_ in {"the", "this"} or child.tag_ == "PRP$" for child in head.lefts)
