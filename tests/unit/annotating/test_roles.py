"""What people are said to be, in sentences made for the purpose."""

import pytest

from qa.annotating.names import find_names
from tests.support.parsed_articles import parsed


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        (
            "Oxford University lecturer Laura Bennett agreed.",
            "Oxford University lecturer",
        ),
        ("Norway's Prime Minister Erik Dahl said so.", "Norway's Prime Minister"),
        ("Laura Bennett, a former mayor of Leeds, agreed.", "a former mayor of Leeds"),
        ("Laura Bennett, who is a nurse in Leeds, agreed.", "a nurse in Leeds"),
        (
            "Laura Bennett from the Institute of Marine Studies told reporters.",
            "from the Institute of Marine Studies",
        ),
        ("The owner of the ship, Erik Dahl, was away.", "owner of the ship"),
        ("Mr Dahl said that Laura Bennett had left.", None),
        ("Erik Dahl, the teacher said, had left early.", None),
    ],
)
def test_a_role_is_what_is_said_of_a_person(sentence: str, role: str | None) -> None:
    """Before the name, after it, or in a clause with "who is"; never the subject of a clause."""
    document, blocks = parsed(sentence)
    marks = [person.role for person in find_names(document, blocks).people if person.role]
    assert [document.text[mark.start : mark.end] for mark in marks] == ([role] if role else [])


def test_what_tells_most_is_the_role() -> None:
    """Of all mentions, a description goes before a bare title."""
    document, blocks = parsed(
        "President Erik Dahl spoke first.",
        "Dahl, a former teacher from Bergen, then left. President Dahl will be back.",
    )
    (person,) = find_names(document, blocks).people
    assert person.role is not None
    assert document.text[person.role.start : person.role.end] == "a former teacher from Bergen"
