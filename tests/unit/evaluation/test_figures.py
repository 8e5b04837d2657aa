"""Each figure, on values small enough to work out by hand."""

import pytest

from qa.evaluation.figures import (
    auroc,
    exact_match,
    expected_calibration_error,
    false_answers_while,
    mean,
    mean_reciprocal_rank,
    normalised,
    recall_at,
    token_f1,
)

RANKS = (1, 3, None, 2, 11)


def test_recall_counts_questions_whose_first_relevant_rank_is_within_the_cutoff() -> None:
    """Of five questions one has it first, three among three, four among eleven."""
    assert recall_at(1, RANKS) == 1 / 5
    assert recall_at(3, RANKS) == 3 / 5
    assert recall_at(5, RANKS) == 3 / 5
    assert recall_at(11, RANKS) == 4 / 5


def test_reciprocal_rank_is_nothing_beyond_the_cutoff() -> None:
    """(1 + 1/3 + 0 + 1/2 + 0) / 5: rank 11 counts as not found."""
    assert mean_reciprocal_rank(10, RANKS) == pytest.approx((1 + 1 / 3 + 1 / 2) / 5)


def test_a_figure_over_nothing_has_no_value() -> None:
    """None, which is not the same as 0."""
    assert mean([]) is None
    assert recall_at(1, []) is None
    assert mean_reciprocal_rank(10, []) is None
    assert auroc([], [0.5]) is None
    assert auroc([0.5], []) is None
    assert expected_calibration_error([], []) is None
    assert false_answers_while(0.85, [], [0.1]) is None
    assert false_answers_while(0.85, [0.1], []) is None


def test_answers_are_compared_without_case_articles_and_punctuation() -> None:
    """The SQuAD way: "the" goes as a word and not as letters; only ASCII punctuation goes."""
    assert normalised("  The  U.S. Army's\tan Other ") == "us armys other"
    assert normalised("theatre") == "theatre"
    assert normalised("$1 billion (€860 million)") == "1 billion €860 million"
    assert normalised("two-day") == "twoday"


def test_exact_match_takes_any_accepted_answer() -> None:
    """One of several will do; no answer is right only where none is accepted."""
    assert exact_match("The Kremlin.", ["Moscow", "kremlin"]) == 1.0
    assert exact_match("Kremlin walls", ["Moscow", "kremlin"]) == 0.0
    assert exact_match(None, ["kremlin"]) == 0.0
    assert exact_match("kremlin", []) == 0.0
    assert exact_match(None, []) == 1.0


def test_f1_is_of_words_and_the_best_over_the_accepted_answers() -> None:
    """Against "on Thursday": 1 of 3 and 1 of 2 words are shared, 2·1 / (3 + 2) = 0.4."""
    assert token_f1("Thursday next week", ["on Thursday"]) == pytest.approx(0.4)
    assert token_f1("Thursday next week", ["on Thursday", "next week"]) == pytest.approx(0.8)
    assert token_f1("over 35%", ["35"]) == pytest.approx(2 / 3)
    assert token_f1("Monday", ["on Thursday"]) == 0.0


def test_f1_counts_a_word_as_often_as_it_stands_in_both() -> None:
    """One no and one yes are in both, of three words each: 2·2 / (3 + 3)."""
    assert token_f1("no no yes", ["no yes yes"]) == pytest.approx(2 / 3)


def test_f1_without_words_is_all_or_nothing() -> None:
    """Where articles and punctuation are all there is, both must be so."""
    assert token_f1("the", ["a"]) == 1.0
    assert token_f1("the", ["Moscow"]) == 0.0
    assert token_f1(None, ["Moscow"]) == 0.0
    assert token_f1(None, []) == 1.0
    assert token_f1("Moscow", []) == 0.0


def test_auroc_is_the_share_of_pairs_in_order_with_ties_half() -> None:
    """Of six pairs 0.9 wins two and ties none, 0.4 wins one and ties one, 0.2 ties one."""
    assert auroc([0.9, 0.4, 0.2], [0.4, 0.2]) == pytest.approx((2 + 1.5 + 0.5) / 6)
    assert auroc([0.9], [0.1]) == 1.0
    assert auroc([0.1], [0.9]) == 0.0
    assert auroc([0.5, 0.5], [0.5]) == 0.5


def test_calibration_error_weighs_each_bin_by_its_count() -> None:
    """Two bins of two: means 0.15 and 0.85, right 0 and 0.5, so 0.5·0.15 + 0.5·0.35."""
    error = expected_calibration_error([0.9, 0.1, 0.8, 0.2], [True, False, False, False], bins=2)
    assert error == pytest.approx(0.5 * 0.15 + 0.5 * 0.35)


def test_calibration_errors_of_opposite_sign_cancel_within_a_bin_alone() -> None:
    """In one bin 0.5 is right on average; in two, each is wrong by a half."""
    assert expected_calibration_error([0.5, 0.5], [True, False], bins=1) == 0.0
    assert expected_calibration_error([0.5, 0.5], [True, False], bins=2) == 0.5


def test_calibration_error_stands_fewer_questions_than_bins() -> None:
    """Empty bins weigh nothing: |1 - 0.7| and |0 - 0.1| over two."""
    assert expected_calibration_error([0.7, 0.1], [True, False]) == pytest.approx(0.2)


def test_bins_hold_equally_many() -> None:
    """Eleven in ten bins: the last two share a bin, where 0.9 and 1.0 meet one right answer."""
    confidences = [index / 10 for index in range(11)]
    right = [False] * 10 + [True]
    expected = (sum(confidences[:9]) + abs(1 - 0.9 - 1.0)) / 11
    assert expected_calibration_error(confidences, right) == pytest.approx(expected)


def test_false_answers_are_taken_at_the_highest_threshold_that_answers_enough() -> None:
    """To answer 3 of 4 the threshold is 0.6, and one of two unanswerable ones is as sure."""
    answerable = [0.9, 0.8, 0.6, 0.1]
    assert false_answers_while(0.75, answerable, [0.6, 0.2]) == 0.5
    assert false_answers_while(0.5, answerable, [0.6, 0.2]) == 0.0
    assert false_answers_while(0.76, answerable, [0.6, 0.2]) == 1.0
    assert false_answers_while(0.0, answerable, [0.95]) == 0.0


def test_a_share_of_a_round_number_is_met_exactly() -> None:
    """Of twenty, 0.85 is seventeen and not eighteen, however floating point rounds."""
    answerable = [1 - index / 100 for index in range(20)]
    seventeenth, eighteenth = answerable[16], answerable[17]
    assert false_answers_while(0.85, answerable, [seventeenth, eighteenth]) == 0.5
