"""Nothing leaves the machine, and what is made belongs to its owner alone."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.filesystem import make_folder, make_private
from qa.offline import VARIABLES
from tests.support.desk import Desk
from tests.support.paths import ROOT, TESTS
from tests.support.small_transformer import save_transformer
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

GUARD = TESTS / "support" / "no_network"
ENDED = 99
QUESTION = "When does Putin arrive in India?"
posix = pytest.mark.skipif(os.name != "posix", reason="modes of files are as on POSIX")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folders with nothing in them, and the sample article."""
    home = tmp_path_factory.mktemp("private")
    (home / "corpus").mkdir()
    name = "putin-india-summit.txt"
    (home / "corpus" / name).write_bytes((ROOT / "corpus" / name).read_bytes())
    return home


@pytest.fixture(scope="module")
def guarded(home: Path) -> dict[str, str]:
    """An environment in which a process ends that reaches for the network.

    What a user may have set to keep libraries quiet is taken away: the program does that itself.
    """
    names = (
        *("HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "TRANSFORMERS_OFFLINE"),
        # Libraries keep quiet on machines that run tests.
        *("ORT_DISABLE_TELEMETRY", "CI", "GITHUB_ACTIONS", "TF_BUILD", "PYTEST_CURRENT_TEST"),
    )
    kept = {name: value for name, value in os.environ.items() if name not in names}
    for name in ("CACHE", "STATE", "CONFIG", "DATA"):
        kept[f"XDG_{name}_HOME"] = str(home / name.lower())
    paths = [str(GUARD), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return kept | {
        "PYTHONPATH": os.pathsep.join(paths),
        "QA_CORPUS": str(home / "corpus"),
        "QA_INDEX": str(home / "index"),
    }


def _run(
    guarded: dict[str, str], *command: str, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env=guarded,
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.sendto(b'', ('127.0.0.1', 9))",
    ],
)
def test_the_guard_ends_who_reaches_for_the_network(guarded: dict[str, str], code: str) -> None:
    """Else the tests below would show nothing."""
    ended = _run(guarded, "-c", code)
    assert ended.returncode in {ENDED, -signal.SIGSYS}, ended.stderr


def test_the_guard_sees_what_python_does_not(guarded: dict[str, str]) -> None:
    """What the C library connects or sends to ends the process too."""
    before = "import ctypes; c = ctypes.CDLL(None); s = c.socket(2, 2, 0); a = bytes(28);"
    for call in ("connect(s, a, 16)", "connect(s, a, 28)", "sendto(s, a, 1, 0, a, 16)"):
        ended = _run(guarded, "-c", f"{before} c.{call}; print('still here')")
        if "takes no filter" in ended.stderr or sys.platform != "linux":
            pytest.skip("the kernel takes no filter of system calls")
        assert (ended.returncode, ended.stdout) == (-signal.SIGSYS, "")


def _alone(command: list[str]) -> list[str]:
    """Return the command in a network of its own, in which there is nobody, if there can be one."""
    inside = ["unshare", "--user", "--map-root-user", "--net"]
    try:
        possible = subprocess.run([*inside, "true"], check=False, capture_output=True).returncode
    except OSError:
        possible = 1
    return [*inside, *command] if possible == 0 else command


@pytest.fixture(scope="module")
def rebuilt(home: Path, guarded: dict[str, str]) -> Iterator[Path]:
    """The first rebuild of a user, under a mask that closes nothing: torch, exporter, compiler."""
    command = _alone([sys.executable, "-m", "qa.terminal", "rebuild"])
    before = os.umask(0)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=guarded)
        assert done.returncode == 0, done.stderr
        assert "compiling" in done.stderr or (home / "cache").is_dir()
        yield home
    finally:
        os.umask(before)


@pytest.mark.long
def test_a_rebuild_and_answers_need_no_network(rebuilt: Path, guarded: dict[str, str]) -> None:
    """One question, a batch of them, questions piped in, the status: with sockets forbidden."""
    assert (rebuilt / "index" / "CURRENT").is_file()
    asked = _run(guarded, "-m", "qa.terminal", "ask", "--json", QUESTION)
    assert json.loads(asked.stdout)["outcome"] == "answered", asked.stderr
    lines = f'{{"question": "{QUESTION}", "id": 7}}\nWho edited this article?\n'
    batch = _run(guarded, "-m", "qa.terminal", "ask", "--batch", "-", stdin=lines)
    assert batch.returncode == 0, batch.stderr
    assert [json.loads(line)["id"] for line in batch.stdout.splitlines()] == [7, None]
    piped = _run(guarded, "-m", "qa.terminal", stdin=f"{QUESTION}\n")
    assert "Thursday" in piped.stdout
    assert _run(guarded, "-m", "qa.terminal", "status").returncode == 0


def test_a_session_needs_no_network_and_keeps_its_files_private(
    rebuilt: Path, guarded: dict[str, str]
) -> None:
    """Answer, follow-up, the article in place, saving, rebuilding, on a real terminal."""
    saved = rebuilt / "saved.json"
    environment = dict.fromkeys(os.environ, "") | guarded
    with session(rebuilt / "corpus", rebuilt / "index", environment=environment) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[1] ").prompt()
        terminal.enter("And when does he leave?").wait_for("[1] ", times=2).prompt()
        terminal.enter(f"/save {saved}").wait_for("saved").prompt()
        terminal.enter("/rebuild").wait_for("kept").prompt()
        assert terminal.type("\x04").exit_code() == 0
    assert json.loads(saved.read_text(encoding="utf-8"))["turns"][0]["number"] == 1
    assert _open_to_others(saved) == []
    history = rebuilt / "state" / "article-qa" / "history"
    assert QUESTION in history.read_text(encoding="utf-8")


def _open_to_others(*roots: Path) -> list[str]:
    """Return what is there that its owner does not have alone."""
    paths = [path for root in roots for path in (root, *root.rglob("*"))]
    return [
        f"{stat.S_IMODE(path.lstat().st_mode):o} {path}"
        for path in paths
        if not path.is_symlink()
        and stat.S_IMODE(path.lstat().st_mode) != (0o700 if path.is_dir() else 0o600)
    ]


@posix
def test_all_that_is_made_belongs_to_its_owner_alone(rebuilt: Path) -> None:
    """Index, compiled encoder, history, whatever the mask; also what C and Rust write."""
    made = [rebuilt / "index", rebuilt / "cache", rebuilt / "state"]
    files = [path for root in made for path in root.rglob("*")]
    assert {"manifest.json", "texts.db", "passages.faiss", "model.onnx", "meta.json"} <= {
        file.name for file in files
    }
    assert _open_to_others(*(root for root in made if root.is_dir())) == []


@posix
@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_a_library_keeps_its_files_private_whatever_the_mask(desk: Desk, mask: int) -> None:
    """Built from Python, and again after a change; the mask of the process stays as it was."""
    before = os.umask(mask)
    try:
        desk.write_three()
        desk.rebuild()
        desk.write("more.txt", "More was written, and more again.")
        desk.rebuild()
        with desk.engine() as engine:
            engine.ask("Who barks?")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert _open_to_others(desk.index) == []


@posix
def test_vectors_of_an_unfinished_build_are_private(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a build leaves behind that was stopped is nobody else's either."""
    desk.write_three()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qa.storage.writer.GenerationWriter.finish", stop)
    before = os.umask(0)
    try:
        with pytest.raises(KeyboardInterrupt):
            desk.rebuild()
    finally:
        os.umask(before)
    assert desk.layout.vector_caches()
    # What lies in a folder that is closed to others they cannot reach.
    assert [
        path for path in desk.index.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077
    ] == []


@posix
def test_folders_are_made_private_and_others_left_alone(tmp_path: Path) -> None:
    """What was there before is as its owner wants it."""
    there = tmp_path / "there"
    there.mkdir()
    there.chmod(0o755)
    make_folder(there / "a" / "b")
    make_folder(there / "a")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (there, there / "a", there / "a" / "b")]
    assert modes == [0o755, 0o700, 0o700]
    outside = tmp_path / "outside.txt"
    outside.write_text("x")
    outside.chmod(0o644)
    (there / "a" / "link").symlink_to(outside)
    (there / "a" / "file").write_text("x")
    (there / "a" / "file").chmod(0o666)
    make_private(there / "a")
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644
    assert stat.S_IMODE((there / "a" / "file").stat().st_mode) == 0o600


def test_the_command_keeps_libraries_offline_before_they_are_loaded(
    guarded: dict[str, str],
) -> None:
    """Starting the command sets the variables, and loads none of the libraries that read them."""
    code = (
        "import os, sys, qa.terminal.app as app;"
        "app.main = lambda: print(*(os.environ[n] for n in ('HF_HUB_OFFLINE',"
        "'HF_HUB_DISABLE_TELEMETRY', 'ORT_DISABLE_TELEMETRY')),"
        "bool({'huggingface_hub', 'onnxruntime'} & {*sys.modules})) or 0;"
        "app.run()"
    )
    ended = _run(guarded, "-c", code)
    assert ended.stdout.split() == ["1", "1", "1", "False"], ended.stderr


@pytest.mark.long
def test_a_rebuild_from_python_needs_no_network(guarded: dict[str, str], tmp_path: Path) -> None:
    """Compile, build and look for a model: nobody is called, and no variable of ours is set."""
    home, model = tmp_path / "home", save_transformer(tmp_path / "model")
    home.mkdir()
    code = f"""
import os
from pathlib import Path
import qa
from qa.models.source import find_model
from qa.offline import VARIABLES
qa.rebuild(Path({guarded["QA_CORPUS"]!r}), Path({str(tmp_path / "index")!r}), model={str(model)!r})
try:
    find_model("nobody/has-this-model")
except qa.EncoderUnusableError as error:
    print(error.message)
print(sorted(VARIABLES.keys() & os.environ.keys()))
"""
    kept = {name: value for name, value in guarded.items() if name not in VARIABLES}
    ended = _run(kept | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}, "-c", code)
    assert ended.stdout.splitlines() == [
        "there is no model 'nobody/has-this-model' on this machine",
        "[]",
    ], ended.stderr
    # onnxruntime keeps the number by which it reports a device somewhere below these.
    assert {path.name for path in home.iterdir()} == {"cache"}
    assert {path.name for path in (home / "cache").iterdir()} == {"article-qa"}


def test_asking_from_python_leaves_the_environment_alone(
    rebuilt: Path, guarded: dict[str, str]
) -> None:
    """What the host program has set is as it was after an answer, and nothing is added."""
    code = f"""
import os
before = dict(os.environ)
import qa
with qa.open_index({str(rebuilt / "index")!r}) as engine:
    print(engine.ask({QUESTION!r}).outcome, dict(os.environ) == before)
"""
    ended = _run(guarded, "-c", code)
    assert ended.stdout.split() == ["answered", "True"], ended.stderr


def test_onnxruntime_is_imported_without_telemetry_and_without_a_trace(
    tmp_path: Path, guarded: dict[str, str]
) -> None:
    """The variable is set while it is imported and not a moment longer, whatever it was before."""
    code = (
        "import os; from qa.offline import load_onnxruntime;"
        "a = load_onnxruntime(); b = load_onnxruntime();"
        "print(a is b, os.environ.get('ORT_DISABLE_TELEMETRY'))"
    )
    for given in ({}, {"ORT_DISABLE_TELEMETRY": "0"}):
        environment = guarded | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)} | given
        ended = _run(environment, "-c", code)
        assert ended.stdout.split() == ["True", str(given.get("ORT_DISABLE_TELEMETRY"))]
    assert list(tmp_path.iterdir()) == []
