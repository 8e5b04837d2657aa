"""Whether a sentence says yes or no."""

import pytest

from qa.answering.answer_span import polarity


@pytest.mark.parametrize(
    ("question", "sentence", "says"),
    [
        ("Did Germany soften its advice?", "Germany relaxed its travel advice in May.", "yes"),
        ("Did the couple ask for damages?", "No damages were sought by the couple.", "no"),
        ("Did the Senate vote?", "The senators adjourned without voting in the Senate.", "no"),
        ("Has Gao been on trial yet?", "Gao is on bail; the case has not yet come to trial.", "no"),
        ("Was the trial not public?", "The trial was not public.", "yes"),
        ("Is it the only park in Britain?", "Galloway is a dark sky park in Britain too.", "no"),
        ("Did Anna buy the ship?", "It rained in the mountains.", None),
    ],
)
def test_a_negation_near_a_shared_word_means_no(
    question: str, sentence: str, says: str | None
) -> None:
    """And nothing is said where the sentence speaks of something else."""
    assert polarity(question, sentence) == says


def test_a_negation_far_away_denies_something_else() -> None:
    """Two clauses in one sentence."""
    sentence = "The bridge opened in May and the mayor said in a speech that none had died."
    assert polarity("Did the bridge open?", sentence) == "yes"
