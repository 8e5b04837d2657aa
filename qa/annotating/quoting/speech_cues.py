"""Where a parsed block says that somebody speaks, who, and what clause belongs to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.annotating.quoting.speech_subjects import may_speak, object_after, subject_of
from qa.annotating.quoting.speech_verbs import (
    BESIDE_QUOTATION,
    DESCRIBING,
    FORMS,
    JUDGING,
    OF_THINGS_TOO,
    REPORTING,
    VIEWS,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LINK = 2  # tokens of "however" before ", according to X,"
_SHORT = 8  # tokens of "X said" between two commas
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_QUESTION_TAGS = frozenset(["WDT", "WP", "WRB"])
_PUNCTUATION = frozenset(",;:.!?—–-")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say that somebody speaks: a verb, or "according to".

    All are token indexes of the block. `speaker` is the head of the noun or the pronoun; `clause`
    the first token of what is said and the one after its last. `reports` is whether the clause
    counts without quotation marks too; `takes_words` whether a word or two in marks can be what is
    said.
    """

    first: int
    last: int
    speaker: int
    clause: tuple[int, int] | None
    reports: bool
    takes_words: bool = True

    def covers(self, token: int) -> bool:
        """Whether a token is in the clause."""
        return self.clause is not None and self.clause[0] <= token < self.clause[1]


def find_cues(doc: "Doc", quoted: Sequence[bool]) -> list[Cue]:
    """Return what says that somebody speaks, in order, outside the tokens that are quoted."""
    cues = []
    for token in doc:
        if quoted[token.i]:
            continue
        cue = _according_to(token) or _in_view_of(token) or _speech_verb(token, quoted)
        if cue is not None:
            cues.append(cue)
    return sorted(cues, key=lambda cue: cue.first)


def _speech_verb(verb: "Token", quoted: Sequence[bool]) -> Cue | None:
    lemma = FORMS.get(verb.lower_, verb.lemma_.lower())
    if verb.pos_ not in {"VERB", "AUX"} and verb.lower_ not in FORMS:
        return None
    reporting = lemma in REPORTING
    if not reporting and lemma not in BESIDE_QUOTATION and lemma not in JUDGING:
        return None
    speaker = subject_of(verb, quoted)
    if speaker is None:
        return None
    if not reporting and any(child.tag_ == "TO" for child in verb.lefts):
        return None
    if lemma in OF_THINGS_TOO and not may_speak(speaker):
        return None
    clause = _reported_clause(verb, speaker, quoted) if reporting else _object_and_rest(verb, lemma)
    if clause is not None and _is_parted(clause, verb, quoted):
        clause = None
    reports = reporting or (lemma in DESCRIBING and clause is not None)
    reports = reports and not _is_denied(verb)
    return Cue(verb.i, verb.i, speaker.i, clause, reports, lemma not in BESIDE_QUOTATION)


def _is_parted(clause: tuple[int, int], verb: "Token", quoted: Sequence[bool]) -> bool:
    """Whether a quotation stands between a verb and the clause that the parse gives it."""
    if any(quoted[verb.i + 1 : clause[0]]):
        return True
    between = verb.doc[clause[1] : max(clause[1], verb.i)]
    return any(quoted[token.i] and token.is_alpha for token in between)


def _according_to(token: "Token") -> Cue | None:
    """Return the cue of "according to X"."""
    doc = token.doc
    if token.lower_ != "according" or token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    speaker = object_after(doc[token.i + 1])
    if speaker is None:
        return None
    last = _end_of_name(speaker)
    return Cue(token.i, last, speaker.i, _rest_of_sentence(token, last), reports=True)


def _in_view_of(token: "Token") -> Cue | None:
    """Return the cue of "in X's view" and "in the words of X"."""
    if token.lower_ not in VIEWS or token.dep_ != "pobj" or token.head.lower_ not in {"in", "by"}:
        return None
    speaker, last = None, token.i
    for child in token.children:
        if child.dep_ == "poss":
            speaker = child
        elif child.lower_ == "of":
            speaker = object_after(child)
            last = _end_of_name(speaker) if speaker is not None else last
    if speaker is None:
        return None
    return Cue(token.head.i, last, speaker.i, _rest_of_sentence(token.head, last), reports=True)


def _end_of_name(head: "Token") -> int:
    """Return the last token of a noun phrase without what a comma sets off."""
    last = head.i
    for child in head.rights:
        if child.dep_ in {"punct", "appos", "relcl"} or child.lower_ in _PUNCTUATION:
            break
        last = child.right_edge.i
    return last


def _rest_of_sentence(first: "Token", last: int) -> tuple[int, int] | None:
    """Return the statement that "according to X" belongs to: before it, or after it if it leads."""
    doc = first.doc
    start, end = _statement_edges(first)
    before = _trimmed(doc, start, first.i)
    after = _trimmed(doc, last + 1, end)
    if before is None or doc[first.i - 1].lower_ in {"and", "but", "while"}:
        return after
    following = doc[last + 1] if last + 1 < end else None
    if after is None or following is None or following.lower_ != ",":
        return before
    if before[1] - before[0] <= _LINK:
        return after
    # Set off by commas on both sides: what follows is a part of the statement if the verb does.
    root = first.sent.root.i
    return (before[0], after[1]) if root > last else before


def _statement_edges(token: "Token") -> tuple[int, int]:
    """Return the sentence, without a dateline ("WASHINGTON —")."""
    sentence = token.sent
    start = sentence.start
    for other in sentence[:6]:
        if other.text in {"—", "–", "--"} and sentence[0].text.isupper():
            return other.i + 1, sentence.end
    return start, sentence.end


def _is_denied(verb: "Token") -> bool:
    """Whether the verb says that something is not said, or might be."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    above = verb.head
    if verb.dep_ in {"xcomp", "acl", "advcl"} and any(c.lower_ == "to" for c in verb.lefts):
        return above.lemma_ in {"decline", "refuse", "fail", "want", "need", "unable", "hope"}
    return any(child.lower_ in {"could", "might", "if", "would", "should"} for child in verb.lefts)


def _reported_clause(
    verb: "Token", speaker: "Token", quoted: Sequence[bool]
) -> tuple[int, int] | None:
    """Return the clause that a speech verb reports, without "that"."""
    doc = verb.doc
    around = _parenthesis(verb, speaker, quoted)
    if around is not None:
        return around
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and not _is_question(c, verb)]
    for clause in clauses:
        if clause.i > verb.i:
            return _trimmed(doc, _start_of_clause(clause, verb), clause.right_edge.i + 1)
    for clause in clauses:
        if not quoted[clause.i] or not quoted[clause.left_edge.i]:
            start = max(clause.left_edge.i, _statement_edges(verb)[0])
            return _trimmed(doc, start, clause.right_edge.i + 1)
    if verb.dep_ == "parataxis":
        statement = verb.head
        start = max(statement.left_edge.i, _statement_edges(verb)[0])
        if statement.right_edge.i == verb.right_edge.i or statement.i < verb.left_edge.i:
            return _trimmed(doc, start, verb.left_edge.i)
        return _trimmed(doc, start, statement.right_edge.i + 1)
    return _finite_rest(verb)


def _parenthesis(verb: "Token", speaker: "Token", quoted: Sequence[bool]) -> tuple[int, int] | None:
    """Return the sentence round "…, X said, …", whatever the parse makes of it."""
    doc, start, end = verb.doc, *_statement_edges(verb)
    first, last = (speaker.left_edge.i, verb.i) if speaker.i < verb.i else (verb.i, speaker.i)
    if last - first > _SHORT or first <= start or last + 1 >= end:
        return None
    if doc[first - 1].lower_ != "," or doc[last + 1].lower_ != "," or quoted[first - 1]:
        return None
    if any(quoted[start:first]) or last + 2 >= end or first - 1 - start <= 1:
        return None
    return _trimmed(doc, start, end)


def _is_question(clause: "Token", verb: "Token") -> bool:
    """Whether a clause is asked, not stated ("said whether …", "said how long it took")."""
    first = clause.left_edge
    if clause.i < verb.i or first.lower_ == "that":
        return False
    asks = first.tag_ in _QUESTION_TAGS and first.head.dep_ not in {"advcl", "csubj"}
    return first.lower_ in {"whether", "if"} or asks


def _start_of_clause(clause: "Token", verb: "Token") -> int:
    start = max(clause.left_edge.i, verb.i + 1)
    marks = [c for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "that" and c.i >= start]
    return marks[0].i + 1 if marks and marks[0].i - start <= 1 else start


def _finite_rest(verb: "Token") -> tuple[int, int] | None:
    """Return what follows in "a man who police said led …": a verb right after the speech verb."""
    if verb.dep_ not in {"relcl", "ccomp", "pcomp"} or verb.i + 1 >= len(verb.doc):
        return None
    sentence = verb.sent
    index = verb.i + 1
    if verb.doc[index].lower_ == "in" and verb.doc[index].pos_ == "ADP":
        index = verb.doc[index].right_edge.i + 1
    if index >= sentence.end or verb.doc[index].tag_ not in _FINITE:
        return None
    end = next((i for i in range(index, sentence.end) if verb.doc[i].lower_ == ","), sentence.end)
    return _trimmed(verb.doc, index, end)


def _object_and_rest(verb: "Token", lemma: str) -> tuple[int, int] | None:
    """Return what a verb such as "describe" or "blame" is about, to the end of its phrase."""
    doc, end = verb.doc, verb.right_edge.i + 1
    right = [c for c in verb.rights if c.dep_ in {"dobj", "ccomp", "xcomp", "oprd", "prep"}]
    if not right:
        return None
    if lemma in DESCRIBING and not any(child.lower_ == "as" for child in _after(verb)):
        return None
    reasons = [child for child in right[1:] if child.lower_ in {"for", "of"}]
    return _trimmed(doc, reasons[0].i + 1 if reasons else right[0].left_edge.i, end)


def _after(verb: "Token") -> Iterator["Token"]:
    """Yield what depends on a verb, or on its object, after it."""
    for child in verb.rights:
        yield child
        yield from child.rights


def _trimmed(doc: "Doc", start: int, end: int) -> tuple[int, int] | None:
    """Return a range of tokens without punctuation at its edges; None if nothing is left."""
    while start < end and (doc[start].lower_ in _PUNCTUATION or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].lower_ in _PUNCTUATION or doc[end - 1].is_space):
        end -= 1
    return (start, end) if start < end else None
