"""Who speaks by the parse: the subject of a speech verb, wherever it stands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.annotating.quoting.speaker_words import DOCUMENTS, GROUPS, PERSONS, THINGS

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_INHERITING = frozenset(
    ["acl", "advcl", "ccomp", "conj", "dative", "dep", "pcomp", "prep", "relcl", "xcomp"]
)
_OBJECTS = frozenset(["dative", "dobj", "pobj"])
_AFTER_VERB = frozenset(["appos", "attr", "dative", "dobj", "npadvmod", "oprd"])
_SPEAKING = frozenset(["GPE", "NORP", "ORG", "PERSON"])
_MOST_STEPS = 6  # from a participle up to the verb that has its subject
_FINITE = frozenset(["VBD", "VBP", "VBZ"])
_NEAR = 12  # tokens from a document to "that said"
_QUOTED_AS_SAYING = frozenset(["quote", "cite", "report"])


def object_after(preposition: "Token") -> "Token | None":
    """Return the noun that a preposition leads to."""
    return next((child for child in preposition.rights if child.dep_ in {"pobj", "pcomp"}), None)


def subject_of(verb: "Token", quoted: Sequence[bool]) -> "Token | None":
    """Return who speaks: the subject, after the verb too ("said X"), or that of a verb above.

    A participle set off by a comma (", saying …") is often put with the wrong verb by the parse, so
    that a subject that cannot speak gives way to the nearest one before that can.
    """
    found = _name_set_off(verb, quoted) or _by_parse(verb, quoted)
    if _is_bare_participle(verb) and (found is None or not can_speak(found)):
        nearest = _speaking_before(verb, quoted)
        return nearest if nearest is not None else found
    return found


def _name_set_off(verb: "Token", quoted: Sequence[bool]) -> "Token | None":
    """Return the name of "…, said X, …", whose subject the parse takes for what stands before."""
    doc, index = verb.doc, verb.i
    if verb.lemma_ == "tell" or verb.tag_ not in _FINITE or not index or index + 2 >= len(doc):
        return None
    first = doc[index + 1]
    if doc[index - 1].lower_ != "," or first.pos_ != "PROPN" or first.ent_type_ == "DATE":
        return None
    last = index + 1
    while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN":
        last += 1
    ends = last + 1 < len(doc) and doc[last + 1].lower_ in {",", "."} and not quoted[last + 1]
    return doc[last] if ends else None


def _by_parse(verb: "Token", quoted: Sequence[bool]) -> "Token | None":
    found = _own_subject(verb, quoted, passive=verb.lemma_ in _QUOTED_AS_SAYING)
    if found is None:
        agent = next((child for child in verb.children if child.dep_ == "agent"), None)
        agent = agent if verb.tag_ == "VBN" else None
        found = object_after(agent) if agent is not None else _inverted(verb, quoted)
    head = verb
    for _ in range(_MOST_STEPS):
        is_noun = head.pos_ in {"NOUN", "PROPN"}
        if found is not None:
            return found
        if is_noun and head.lemma_.lower() in DOCUMENTS:
            return _author_of(head) or head
        if head.dep_ not in _INHERITING and not (is_noun and head.dep_ in _OBJECTS):
            return None
        head = head.head
        found = _own_subject(head, quoted, passive=True)
    return None


def _own_subject(verb: "Token", quoted: Sequence[bool], *, passive: bool) -> "Token | None":
    """Return the subject of a verb itself; a bare participle's is the object of another verb."""
    if _is_bare_participle(verb):
        return None
    own = [c for c in verb.children if c.dep_ in _SUBJECTS and not quoted[c.i]]
    own = [child for child in own if passive or child.dep_ != "nsubjpass"]
    nearest = min(own, key=lambda child: abs(child.i - verb.i), default=None)
    return _antecedent(nearest, verb) if nearest is not None else None


def _is_bare_participle(verb: "Token") -> bool:
    """Whether a verb is "saying" without "is" or "was"."""
    return verb.tag_ == "VBG" and not any(child.dep_ == "aux" for child in verb.lefts)


def _author_of(document: "Token") -> "Token | None":
    """Return whose letter or statement it is: "a letter Trump wrote", "Trump's letter"."""
    for child in document.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "relcl":
            subject = next((c for c in child.lefts if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lower_ not in _RELATIVE:
                return subject
    return None


def _giver_of(document: "Token") -> "Token | None":
    """Return the subject of the verb whose object a document is: "Lee wrote a letter"."""
    if document.dep_ != "dobj":
        return None
    return next((child for child in document.head.lefts if child.dep_ == "nsubj"), None)


def _speaking_before(verb: "Token", quoted: Sequence[bool]) -> "Token | None":
    """Return the nearest subject before a verb in its sentence that can speak."""
    sentence = verb.sent
    for token in reversed(verb.doc[sentence.start : verb.i]):
        own = token.dep_ in _SUBJECTS and not _is_bare_participle(token.head)
        if own and not quoted[token.i]:
            subject = _antecedent(token, token.head)
            if can_speak(subject):
                return subject
    return None


def can_speak(token: "Token") -> bool:
    """Whether a noun or pronoun is a person, an organisation or a country by the parse."""
    return token.ent_type_ in _SPEAKING or token.lower_ in {"he", "she", "they", "we", "i"}


def may_speak(token: "Token") -> bool:
    """Whether a subject is somebody as far as its word tells: "experts", "the ministry", a name."""
    word = token.lemma_.lower()
    if word in THINGS:
        return False
    return can_speak(token) or word in GROUPS or word.endswith(PERSONS) or token.tag_ == "NNP"


def _antecedent(subject: "Token", verb: "Token") -> "Token":
    """Return what a relative pronoun stands for, or the subject itself."""
    if subject.lower_ in _RELATIVE and subject.pos_ != "DET":
        document = None
        if subject.lower_ in {"that", "which"}:
            near = reversed(verb.doc[max(verb.sent.start, verb.i - _NEAR) : verb.i])
            document = next((token for token in near if token.lemma_.lower() in DOCUMENTS), None)
        if document is not None:
            return _author_of(document) or _giver_of(document) or document
        clause = verb
        for _ in range(_MOST_STEPS):
            if clause.dep_ == "relcl":
                return clause.head
            clause = clause.head
    return subject


def _inverted(verb: "Token", quoted: Sequence[bool]) -> "Token | None":
    """Return the noun right after a verb that has no subject before it ("said the president")."""
    for child in verb.rights:
        if quoted[child.i]:
            continue
        if child.dep_ in _AFTER_VERB:
            near = child.left_edge.i - verb.i == 1
            named = child.pos_ in {"PROPN", "NOUN"} and verb.tag_ != "VBG"
            return child if near and named and verb.lemma_ != "tell" else None
    return None
