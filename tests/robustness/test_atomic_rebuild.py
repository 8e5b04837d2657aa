"""Whatever happens to a rebuild, the index in use goes on answering, and the next one works."""

import shutil
import subprocess
import sys

import pytest

from tests.support.desk import DOGS, Desk, said
from tests.support.paths import ROOT

BUILDER = ("-m", "tests.robustness.dying_builder")
QUESTIONS = ("Who barks at the postman?", "When does the night train leave?", "Who sings?")
BEFORE_SWITCH, AFTER_SWITCH = 20, 4

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no fork")


def _run(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *BUILDER, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    ).stdout


def _answers(desk: Desk) -> list[object]:
    with desk.engine() as engine:
        return [said(engine.ask(question)) for question in QUESTIONS]


def _edited(desk: Desk) -> None:
    desk.write_three()
    desk.rebuild()
    desk.write("dogs.txt", DOGS.replace("morning", "evening"))
    desk.write("choir.txt", "The choir sings on Sunday.\n\nIts new leader comes from Graz.")
    (desk.corpus / "weather/rain.txt").unlink()


def _copies(desk: Desk, count: int) -> list[Desk]:
    copies = [Desk(desk.corpus, desk.index.with_name(f"i{n}"), desk.model) for n in range(count)]
    for copy in copies:
        shutil.copytree(desk.index, copy.index)
    return copies


def _names(desks: list[Desk]) -> str:
    return ",".join(str(desk.index) for desk in desks)


@pytest.mark.long
def test_a_rebuild_killed_at_any_moment_leaves_an_index_that_answers(desk: Desk) -> None:
    """Before the switch it answers as before, after it as the new one; then all is mended."""
    _edited(desk)
    before = _answers(desk)
    (counted, finished, *copies) = _copies(desk, BEFORE_SWITCH + AFTER_SWITCH + 2)
    total, activate = map(int, _run("count", str(desk.corpus), str(counted.index)).split())
    finished.rebuild(model=None)
    after = _answers_of_any_generation(finished)
    moments = [1 + activate * n // BEFORE_SWITCH for n in range(BEFORE_SWITCH)]
    # Within the switch, where Python's own work differs by a call or two from run to run.
    moments += [activate + (total - activate) * n // AFTER_SWITCH for n in range(AFTER_SWITCH)]
    _run("die", str(desk.corpus), _names(copies), ",".join(map(str, moments)))
    current = desk.layout.current.read_text()
    died_before = 0
    for copy in copies:
        if copy.layout.current.read_text() == current:
            died_before += 1
            assert _answers(copy) == before
        else:
            assert _answers_of_any_generation(copy) == after
        copy.rebuild(model=None)
        assert _answers_of_any_generation(copy) == after
        names = {p.name for p in copy.index.iterdir()}
        assert names - {*copy.layout.generations(), ".holder"} == {".lock", "CURRENT"}
        assert len(copy.layout.generations()) <= 2
    assert died_before >= BEFORE_SWITCH


def _answers_of_any_generation(desk: Desk) -> list[object]:
    with desk.engine() as engine:
        return [{**said(engine.ask(question)), "generation": ""} for question in QUESTIONS]


def test_a_full_disk_is_an_error_of_ours_and_the_index_stays(desk: Desk) -> None:
    """Whichever library meets the end of the disk, the message is one line and names a remedy."""
    _edited(desk)
    # So long an article that the stores outgrow the smaller limits one after another.
    desk.write("long.txt", "\n\n".join(f"Item {n} is number {n * 7919}. " * 9 for n in range(40)))
    before = _answers(desk)
    sizes = [0, 64, 500, 3_000, 8_000, 16_000, 24_000, 40_000, 1_000_000]
    copies = _copies(desk, len(sizes))
    outcomes = _run("full", str(desk.corpus), _names(copies), ",".join(map(str, sizes)))
    *failed, last = outcomes.splitlines()
    assert last == "built"
    assert len(failed) == len(sizes) - 1
    for outcome, copy in zip(failed, copies, strict=False):
        assert outcome.startswith("IndexUnusableError: "), outcome
        assert "cannot be written" in outcome
        assert _answers(copy) == before
        assert copy.rebuild(model=None).changes.added == ("choir.txt", "long.txt")


def test_an_interrupted_encoding_goes_on_from_what_it_had(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was computed before the end came is not computed again, nor is it another vector."""
    from qa.indexing import embed

    monkeypatch.setattr(embed, "_ENCODE_AT_ONCE", 2)
    desk.write_three()
    stages: list[str] = []

    def interrupt(step: object) -> None:
        stages.append(str(step))
        if len([stage for stage in stages if "encoding" in stage]) == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.rebuild(progress=interrupt)
    assert not desk.layout.current.exists()
    assert len(desk.layout.vector_caches()) == 1
    report = desk.rebuild()
    assert (report.encoded, report.reused) == (3, 6)
    fresh = Desk(desk.corpus, desk.index.with_name("fresh"), desk.model)
    fresh.rebuild()
    assert _answers_of_any_generation(desk) == _answers_of_any_generation(fresh)
    assert desk.layout.vector_caches() == []
