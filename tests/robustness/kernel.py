"""What tests ask of the Linux kernel and Python has no call for: trace, mount, give up powers.

A process is traced by `trace_me` in a forked child and `steps` in its parent: the child stops at
the entry of every system call that writes, creates, renames, links, removes or flushes.
"""

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

# How a call names its file: the arguments that are descriptors, and the pairs of arguments that are
# a folder's descriptor (None: the working folder) and a path.
_BY_DESCRIPTOR = {
    "write": (0,),
    "pwrite64": (0,),
    "writev": (0,),
    "pwritev": (0,),
    "pwritev2": (0,),
    "ftruncate": (0,),
    "fallocate": (0,),
    "fsync": (0,),
    "fdatasync": (0,),
    "sync_file_range": (0,),
    "fchmod": (0,),
    "sendfile": (0,),
    "copy_file_range": (2,),
    "splice": (2,),
}
_BY_PATH: dict[str, tuple[tuple[int | None, int], ...]] = {
    "open": ((None, 0),),
    "creat": ((None, 0),),
    "openat": ((0, 1),),
    "mkdir": ((None, 0),),
    "mkdirat": ((0, 1),),
    "rmdir": ((None, 0),),
    "unlink": ((None, 0),),
    "unlinkat": ((0, 1),),
    "rename": ((None, 0), (None, 1)),
    "renameat": ((0, 1), (2, 3)),
    "renameat2": ((0, 1), (2, 3)),
    "link": ((None, 0), (None, 1)),
    "linkat": ((0, 1), (2, 3)),
    "symlink": ((None, 1),),
    "symlinkat": ((1, 2),),
    "truncate": ((None, 0),),
    "chmod": ((None, 0),),
    "fchmodat": ((0, 1),),
}
_OPEN_FLAGS = {"open": 1, "openat": 2}
_NUMBERS = {
    "x86_64": {
        "write": 1,
        "open": 2,
        "pwrite64": 18,
        "writev": 20,
        "sendfile": 40,
        "fsync": 74,
        "fdatasync": 75,
        "truncate": 76,
        "ftruncate": 77,
        "rename": 82,
        "mkdir": 83,
        "rmdir": 84,
        "creat": 85,
        "link": 86,
        "unlink": 87,
        "symlink": 88,
        "chmod": 90,
        "fchmod": 91,
        "openat": 257,
        "mkdirat": 258,
        "unlinkat": 263,
        "renameat": 264,
        "linkat": 265,
        "symlinkat": 266,
        "fchmodat": 268,
        "splice": 275,
        "sync_file_range": 277,
        "fallocate": 285,
        "pwritev": 296,
        "renameat2": 316,
        "copy_file_range": 326,
        "pwritev2": 328,
    },
    "aarch64": {
        "symlinkat": 36,
        "mkdirat": 34,
        "unlinkat": 35,
        "linkat": 37,
        "renameat": 38,
        "truncate": 45,
        "ftruncate": 46,
        "fallocate": 47,
        "fchmod": 52,
        "fchmodat": 53,
        "openat": 56,
        "write": 64,
        "writev": 66,
        "pwrite64": 68,
        "pwritev": 70,
        "sendfile": 71,
        "splice": 76,
        "fsync": 82,
        "fdatasync": 83,
        "sync_file_range": 84,
        "renameat2": 276,
        "copy_file_range": 285,
        "pwritev2": 287,
    },
}
_MSYNC = {"x86_64": 26, "aarch64": 227}

_TRACEME, _CONT, _SETOPTIONS, _GET_SYSCALL_INFO = 0, 7, 0x4200, 0x420E
# Follow forks and new threads; stop where the filter says so; end what is traced with the tracer.
_OPTIONS = 0x2 | 0x4 | 0x8 | 0x80 | 0x100000
_EVENT_SECCOMP = 7
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_RET_ALLOW, _RET_TRACE = 0x7FFF0000, 0x7FF00000
_AT_FDCWD = -100
_WALL = 0x40000000
_CLONE_NEWNS, _CLONE_NEWUSER = 0x20000, 0x10000000


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_char_p))


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    library.ptrace.restype = ctypes.c_long
    return library


def _check(result: int) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


@dataclass(frozen=True, slots=True)
class Step:
    """A system call about to be made: its name, and the files it is about to change."""

    call: str
    files: tuple[Path, ...]


def can_trace() -> str | None:
    """Return why processes cannot be traced here, or None."""
    if sys.platform != "linux" or platform.machine() not in _NUMBERS:
        return "system calls are traced on Linux on x86_64 and aarch64 only"
    child = os.fork()
    if not child:
        try:
            trace_me()
        except OSError:
            os._exit(1)
        os._exit(0)
    try:
        for _ in steps(child):
            pass
    except OSError as error:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return f"the kernel does not allow to trace: {error}"
    return None


def trace_me() -> None:
    """Have this process, forked to be traced, stop where `steps` wants it to."""
    library = _library()
    numbers = [*_NUMBERS[platform.machine()].values(), _MSYNC[platform.machine()]]
    code = [struct.pack("HBBI", 0x20, 0, 0, 0)]
    for left, number in zip(range(len(numbers), 0, -1), numbers, strict=True):
        code.append(struct.pack("HBBI", 0x15, left, 0, number))
    code += [struct.pack("HBBI", 0x06, 0, 0, end) for end in (_RET_ALLOW, _RET_TRACE)]
    program = b"".join(code)
    _check(library.ptrace(_TRACEME, 0, None, None))
    os.kill(os.getpid(), signal.SIGSTOP)
    _check(library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    wanted = _Filter(len(code), program)
    _check(library.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(wanted), 0, 0))


def steps(child: int) -> Generator[Step, None, None]:
    """Yield every step of the traced child; it is about to be made and is made when asked on.

    Ends when the child has ended. Closed before that, it kills the child then and there.
    """
    try:
        yield from _steps(child)
    except GeneratorExit:
        os.kill(child, signal.SIGKILL)
        # The child is gone only after each of its threads was waited for.
        while os.waitpid(-1, _WALL)[0] != child:
            pass


def _steps(child: int) -> Generator[Step, None, None]:
    library = _library()
    names = {number: name for name, number in _NUMBERS[platform.machine()].items()}
    names[_MSYNC[platform.machine()]] = "msync"
    os.waitpid(child, 0)
    _check(library.ptrace(_SETOPTIONS, child, None, _OPTIONS))
    _check(library.ptrace(_CONT, child, None, None))
    while True:
        process, status = os.waitpid(-1, _WALL)
        if not os.WIFSTOPPED(status):
            if process == child:
                return
            continue
        handed = 0
        if status >> 16 == _EVENT_SECCOMP:
            number, arguments = _entered(library, process)
            if step := _step(names[number], process, arguments):
                yield step
        elif status >> 16 == 0 and os.WSTOPSIG(status) != signal.SIGSTOP:
            handed = os.WSTOPSIG(status)
        library.ptrace(_CONT, process, None, handed)


def _entered(library: ctypes.CDLL, process: int) -> tuple[int, tuple[int, ...]]:
    """Return the number and arguments of the system call that `process` is about to make."""
    held = ctypes.create_string_buffer(88)
    _check(library.ptrace(_GET_SYSCALL_INFO, process, len(held), ctypes.addressof(held)))
    number, *arguments = struct.unpack_from("<7Q", held.raw, 24)
    return number, tuple(arguments)


def _step(call: str, process: int, arguments: tuple[int, ...]) -> Step | None:
    if call in _OPEN_FLAGS:
        flags = arguments[_OPEN_FLAGS[call]]
        if not flags & (os.O_CREAT | os.O_TRUNC):
            return None
    if call == "msync":
        return Step(call, ())
    if call in _BY_DESCRIPTOR:
        descriptors = (arguments[place] for place in _BY_DESCRIPTOR[call])
        return Step(call, tuple(_opened(process, number) for number in descriptors))
    files = []
    for folder, path in _BY_PATH[call]:
        text = _text(process, arguments[path])
        number = _AT_FDCWD if folder is None else ctypes.c_int(arguments[folder]).value
        below = Path(f"/proc/{process}/cwd") if number == _AT_FDCWD else _opened(process, number)
        files.append(Path(text) if text.startswith("/") else below.resolve() / text)
    return Step(call, tuple(files))


def _opened(process: int, number: int) -> Path:
    try:
        return Path(f"/proc/{process}/fd/{number & 0xFFFFFFFF}").readlink()
    except OSError:
        return Path("/dev/null")


def _text(process: int, address: int) -> str:
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        held = b""
        while b"\0" not in held:
            # Never beyond a page, which may be the last.
            held += memory.read(4096 - (address + len(held)) % 4096)
    return os.fsdecode(held.partition(b"\0")[0])


def mount_small(folder: Path, size: int) -> None:
    """Give this process alone a disk of `size` bytes at `folder`.

    Raises:
        OSError: that is not allowed here.
    """
    library = _library()
    user, group = os.getuid(), os.getgid()
    _check(library.unshare(_CLONE_NEWUSER | _CLONE_NEWNS))
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    options = f"size={size}".encode()
    _check(library.mount(b"none", os.fsencode(folder), b"tmpfs", 0, options))


def give_up_powers() -> None:
    """Make file modes count for this process even if it is root's."""
    library = _library()
    header = struct.pack("Ii", 0x20080522, 0)
    _check(library.capset(header, b"\0" * 24))
