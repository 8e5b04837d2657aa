"""Which sentences are understood by themselves."""

import pytest

from qa.overview.standing_alone import stands_alone


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour of Port Vale was closed after the storm.",
        "It is unclear when the harbour of Port Vale will open.",
        "In this week of storms the harbour of Port Vale was closed.",
        "In a letter to Ann Reed, she was told that the harbour is unsafe.",
        "In the end, it was the harbour wall that saved Port Vale.",
        "Photos of the harbour wall show how high the storm came.",
        "This year the harbour of Port Vale was closed twice.",
        "Both the harbour and the station of Port Vale were closed.",
        "But three boats were lost in the storm over the harbour.",
        "“The sea took three boats,” Ann Reed told reporters.",
        "Three boats were lost when “the sea came up,’’ said Ann Reed.",
        "Its harbour closed, Port Vale waits for the storm to end."[4:].capitalize(),
    ],
)
def test_a_sentence_that_stands_alone(sentence: str) -> None:
    """What is named in the sentence itself needs no other sentence."""
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He described the harbour of Port Vale as unsafe for boats.",
        "But he described the harbour of Port Vale as unsafe.",
        "Meanwhile, they waited for the harbour to be opened again.",
        "His comments came as the harbour of Port Vale was closed.",
        "This is the third time that the harbour has been closed.",
        "“They took three boats out of the harbour,” Ann Reed said.",
        "Talking to reporters, he also spoke of the harbour wall.",
        "If they come back to the harbour, there will be no boats left.",
        "It took him a while to see that the harbour wall had gone.",
        "Apart from these three boats, all are in the harbour.",
        "Even at this late stage the harbour wall can be saved.",
        "Within two years, he had seen every harbour of the coast.",
        "In May of last year, she was called to the harbour wall.",
        "From there, the boats of Port Vale went on to the open sea.",
        "The sea took three boats,” said Ann Reed to the reporters.",
        "“The sea took three boats from the harbour of Port Vale.",
        '"The sea took three boats from the harbour of Port Vale.',
        "WASHINGTON, PORT VALE AND NEW YORK — ",
        "PORT VALE —",
        "Nobody was hurt.",
        "| City | Harbour | Boats that were lost there |",
        "<div class='advertisement of something'></div>",
        "Photo: Fishermen of Port Vale look at the harbour wall.",
        "Read more: Plans for the harbour wall of Port Vale",
        "Follow the Vale Gazette on Twitter for the latest news.",
        "Sign up for the newsletter of the Vale Gazette today.",
        "x" * 600,
    ],
)
def test_a_sentence_that_does_not_stand_alone(sentence: str) -> None:
    """Pronouns that a summary would leave open, parts of quotations, and what is no sentence."""
    assert not stands_alone(sentence)
