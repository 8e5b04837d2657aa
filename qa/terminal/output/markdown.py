"""An answer as Markdown that any reader renders alike; article text is escaped, never parsed."""

import re
from itertools import groupby

from qa.model import Answer, FoundPassage
from qa.terminal.output.passage import (
    Segment,
    article_name,
    cited_places,
    other_places,
    said_by,
    segments_of,
)
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import RenderOptions
from qa.terminal.output.wording import (
    answering_ranks,
    asked_nothing,
    evidence_lines,
    heading_of_nearest,
    headline,
    is_found,
    is_reworded,
    item_lines,
    score_lines,
    tells_of_whole,
)

# The dollar opens a formula and the tilde a deletion in the Markdown of many sites.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_OPENS_LIST = re.compile(r"^(\s*)(\d*)([-+.)])", re.MULTILINE)
_LONGEST_RUN = re.compile(r"`+")


def markdown(answer: Answer, options: RenderOptions) -> str:
    """Return the answer as Markdown: question, answer, passages as quotations with citations."""
    found = is_found(answer)
    words = headline(answer, articles=options.articles)
    blocks = [f"## {escaped(one_line(answer.question))}"]
    if is_reworded(answer):
        blocks.append(f"searched: {escaped(one_line(answer.searched))}")
    if answer.within:
        blocks.append(f"only {code(one_line(answer.within))} was asked")
    blocks.append(f"{words.hedge}**{escaped(words.text)}**")
    if found and tells_of_whole(answer):
        return "\n\n".join([*blocks[:-1], *_whole(answer, options)]) + "\n"
    if items := item_lines(answer):
        blocks.append("\n".join(f"- {escaped(line)}" for line in items))
    if asked_nothing(answer):
        return "\n\n".join(blocks) + "\n"
    blocks.append(f"confidence {answer.confidence:.2f}")
    passages = answer.passages if found else answer.passages[: options.nearest]
    if passages and not found:
        blocks.append(heading_of_nearest(len(passages)))
    for passage in passages:
        blocks += _passage(passage, answer, highlight=found)
        if options.explain:
            blocks.append(_verbatim(score_lines(passage)))
    if options.explain and answer.explanation:
        blocks.append(_verbatim(evidence_lines(answer)))
    return "\n\n".join(blocks) + "\n"


def _passage(passage: FoundPassage, answer: Answer, *, highlight: bool) -> list[str]:
    segments = segments_of(passage, answer.answer if highlight else None)
    text = _quoted(segments, highlight=passage.rank in answering_ranks(answer))
    quotation = "\n>\n".join(f"> {line.strip()}" for line in text.split("\n") if line.strip())
    return [quotation, _place(passage, answer)]


def _whole(answer: Answer, options: RenderOptions) -> list[str]:
    """Return what the article as a whole holds: what it is, each item, and where they stand."""
    from qa.terminal.output.whole import heading, item_lines_of_whole

    lines = item_lines_of_whole(answer)
    blocks = [
        f"**{escaped(heading(answer))}**",
        "\n".join(f"- {escaped(line.words + _number(line.passage))}" for line in lines),
        *(_place(passage, answer) for passage in answer.passages),
    ]
    return [*blocks, _verbatim(evidence_lines(answer))] if options.explain else blocks


def _number(rank: int | None) -> str:
    return f" [{rank}]" if rank else ""


def _place(passage: FoundPassage, answer: Answer) -> str:
    """Return the number of a passage and where it stands."""
    cited = passage.citation
    where = ", ".join(escaped(place) for place in (*cited_places(cited), *said_by(passage)))
    name = escaped(article_name(cited, answer.passages))
    also = f"; {escaped(other_places(passage))}" if passage.also else ""
    return f"\\[{passage.rank}\\] {name}, {where} ({code(one_line(cited.path))}){also}"


def _quoted(parts: tuple[Segment, ...], *, highlight: bool) -> str:
    """Return the segments escaped, the best sentence strong and the answer in it emphasised."""
    text = ""
    for is_strong, run in groupby(parts, key=lambda segment: segment.highlighted and highlight):
        inner = "".join(
            _marked("*", escaped(segment.text)) if segment.answer else escaped(segment.text)
            for segment in run
        )
        # Emphasis cannot reach over a paragraph's end.
        text += _marked("**", inner.replace("\n", " ")) if is_strong else inner
    return text


def _marked(mark: str, text: str) -> str:
    """Return the text between marks, the white space around it outside of them."""
    inner = text.strip()
    if not inner:
        return text
    start = text.index(inner)
    return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"


def escaped(text: str) -> str:
    """Return the text so that it is read as text, at the start of a line too."""
    return _OPENS_LIST.sub(r"\1\2\\\3", _SPECIAL.sub(r"\\\1", text))


def code(text: str) -> str:
    """Return the text as code, whatever it holds."""
    longest = max((len(run) for run in _LONGEST_RUN.findall(text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"`{text}`"


def _verbatim(lines: list[str]) -> str:
    return "\n".join(["```text", *(line.replace("`", "'") for line in lines), "```"])
