"""Tries very many hostile inputs and keeps what came of it: `python -m tests.robustness.fuzzing`.

`--inputs N` is how many of the quickest kind; of kinds that take longer there are fewer, and a
corpus counts for a hundred. With atheris (`pip install '.[fuzz]'`) five times as many bytes are
tried that are led by the code they reach.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.errors import QAError
from qa.model import Question
from qa.settings import MOST_CHARACTERS
from tests.robustness import fuzz_rules as rules
from tests.robustness import hostile
from tests.robustness.results import Row, record
from tests.support.paths import ROOT

_USUAL = 20_000
_LED = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input, the rule for it, how many the test command tries, what each counts for."""

    name: str
    fault: str
    inputs: st.SearchStrategy[Any]
    rule: Callable[[Any], None]
    few: int
    counts: int = 1


_suffixes = st.sampled_from(["a.txt", "a.md"])
_saved_keys = st.sampled_from(
    [
        *("schema", "outcome", "answer", "passages", "text", "citation", "document", "title"),
        *("path", "section", "paragraph", "line_start", "char_start", "char_end", "sha256"),
        *("sentence", "rank", "question", "index"),
    ]
)
_questions = hostile.texts.filter(lambda text: 0 < len(text) <= MOST_CHARACTERS)
_files = st.tuples(hostile.names, hostile.article_bytes())

KINDS = (
    Kind(
        "articles",
        "articles of hostile text, Markdown, YAML and broken bytes",
        st.tuples(_suffixes, hostile.article_bytes()),
        lambda given_: rules.article_holds(*given_),
        2_000,
    ),
    Kind("lines", "batch lines, JSON and not", hostile.batch_lines, rules.line_holds, 200, 4),
    Kind(
        "questions",
        "questions, alone and in conversation",
        st.builds(Question, _questions, conversation=st.sampled_from([None, "one"])),
        rules.question_holds,
        120,
        8,
    ),
    Kind("texts", "texts shown on a terminal", hostile.texts, rules.text_is_shown, 150, 4),
    Kind("settings", "settings files", hostile.settings_texts, rules.settings_hold, 800),
    Kind(
        "saved",
        "saved answers and sessions",
        st.one_of(
            st.builds(rules.saved_bytes, _saved_keys, hostile.values),
            hostile.objects.map(hostile.dumped),
            hostile.broken_json,
            hostile.article_bytes(),
        ),
        rules.saved_holds,
        300,
    ),
    Kind(
        "globs",
        "names and globs of articles",
        st.tuples(hostile.sound_texts, hostile.texts),
        lambda given_: rules.glob_holds(f"x{given_[0]}.txt", given_[1]),
        300,
    ),
    Kind(
        "corpora",
        "corpora of hostile names, links, pipes and devices",
        st.lists(_files, max_size=6),
        rules.corpus_holds,
        15,
        100,
    ),
)


class Tally:
    """How many inputs were tried, counted as they are."""

    tried = 0


def try_all(kind: Kind, count: int, *, repeatable: bool, tally: Tally | None = None) -> int:
    """Put so many inputs to the kind's rule and return how many there were; raises what it does."""
    counted = tally or Tally()

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=repeatable,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(kind.inputs)
    def each(one: Any) -> None:
        counted.tried += 1
        kind.rule(one)

    each()
    return counted.tried


def main() -> int:
    """Try all kinds, keep the row of each, and return 0 if all rules held."""
    parser = argparse.ArgumentParser(description="Try very many hostile inputs.")
    parser.add_argument("--inputs", type=int, default=_USUAL, help="of each kind")
    parser.add_argument("--only", choices=[kind.name for kind in KINDS], help="this kind alone")
    options = parser.parse_args()
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="article-qa-fuzz-")
    found = [
        _row(kind, max(10, options.inputs // kind.counts))
        for kind in KINDS
        if options.only in {None, kind.name}
    ]
    if options.only is None:
        found += _led(_LED * options.inputs)
        record("input", "python -m tests.robustness.fuzzing", found)
    rules.clean_up()
    return 1 if any(row.lost or row.wrong or row.tracebacks for row in found) else 0


def _row(kind: Kind, count: int) -> Row:
    tally, failure = Tally(), ""
    try:
        try_all(kind, count, repeatable=False, tally=tally)
    except Exception as error:  # noqa: BLE001 (whatever the program let through)
        kinds = ("QAError",) if isinstance(error, QAError) else ()
        failure = " ".join((*kinds, f"{type(error).__name__}: {error}"))
        _tell("\n".join([failure, *getattr(error, "__notes__", [])]))
    row = _counted(kind.fault, tally.tried, failure)
    _tell(f"{kind.name}: {row}")
    return row


def _led(count: int) -> list[Row]:
    """Return the row of the inputs that atheris made; none where it is not installed."""
    done = run_atheris(count)
    if done is None:
        _tell("atheris is not installed: no input was led by the code it reaches")
        return []
    failure = done.stderr if done.returncode else ""
    ran = re.search(r"Done (\d+) (?:runs )?in", done.stderr)
    tried = int(ran[1]) if ran else 0
    row = _counted("bytes led by the code they reach", tried, failure)
    _tell(f"atheris: {row} {failure[-6_000:]}")
    return [row]


def _counted(fault: str, tried: int, failure: str) -> Row:
    """Return the row: an error of ours that no rule expects is an answer lost."""
    wrong = "WrongError" in failure
    lost = "QAError" in failure and not wrong
    return Row(fault, tried, int(lost), int(wrong), int(bool(failure) and not (lost or wrong)))


def run_atheris(count: int) -> "subprocess.CompletedProcess[str] | None":
    """Run the same rules under atheris; None where it is not installed."""
    from importlib.util import find_spec

    if find_spec("atheris") is None:
        return None
    with tempfile.TemporaryDirectory(prefix="article-qa-fuzz-") as folder:
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.robustness.fuzzing_atheris",
                f"-runs={count}",
                "-seed=1",
                "-max_len=600",
                "-len_control=0",
            ],
            capture_output=True,
            text=True,
            check=False,
            # A crash leaves its input where the process runs.
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
