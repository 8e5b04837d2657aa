"""What is marked in Markdown is what is read, and stands where the file has it."""

from qa.annotating.annotate import annotate
from qa.annotations.values import Annotations, Mark
from qa.articles import parse

PLAIN = (
    "Ann Reed, a judge, left Oslo on 2 May 2014.\n\n"
    "“We won 3 cups,” said Reed. Tom Hill said that she had paid $4.5 million."
)
MARKED = (
    "---\ndate: 2014-05-03\n---\n\n# Cups\n\n**Ann** [Reed](http://a.example/b), a *judge*, left"
    " Oslo on 2&nbsp;May 2014.\n\n> “We won **3** cups,” said [Reed][1]. Tom Hill said<br>that she"
    " had paid $4.5 million."
)


def found(text: str, path: str) -> tuple[Annotations, list[str], list[list[str]]]:
    """Return the marks of an article, and the texts of its direct speech and of its people."""
    document = parse(path, text.encode())
    marks = annotate(document)
    quoted = [document.text[q.start : q.end] for q in marks.quotations if q.direct]

    def written(mark: Mark) -> str:
        return document.text[mark.start : mark.end]

    return marks, quoted, [[written(m) for m in person.mentions] for person in marks.people]


def test_the_same_is_found_with_marks_of_markdown_and_without() -> None:
    """Names, who speaks, and how often."""
    plain, quoted, people = found(PLAIN, "a.txt")
    marked, quoted_in_marks, people_in_marks = found(MARKED, "a.md")
    assert quoted == ["We won 3 cups"]
    assert quoted_in_marks == ["We won **3** cups"]
    assert people == [["Ann Reed", "Reed"], ["Tom Hill"]]
    assert people_in_marks == [["**Ann** [Reed](http://a.example/b)", "Reed"], ["Tom Hill"]]
    assert [p.name for p in marked.people] == [p.name for p in plain.people]
    assert [q.speaker for q in marked.quotations] == [q.speaker for q in plain.quotations]
    assert [d.date for d in marked.dates] == [d.date for d in plain.dates] == ["2014-05-02"]
    assert len(marked.phrases) == len(plain.phrases)
