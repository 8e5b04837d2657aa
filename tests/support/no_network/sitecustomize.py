"""Ends a process that reaches for the network, whichever language it does so in.

Python loads this by itself when the folder stands in PYTHONPATH. On Linux a filter in the kernel
kills the process when it connects or sends to an internet address, in C and Rust as well;
everywhere Python's own audit hook ends it. What goes to other processes of this machine (AF_UNIX)
is left alone, and a socket that is only asked for the machine's own address, as libuuid does.
"""

import ctypes
import os
import platform
import struct
import sys
from typing import Any

ENDED = 99
_FORBIDDEN = {"socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"}

# From linux/seccomp.h, linux/filter.h, linux/prctl.h and the system call tables.
_CONNECT_SENDTO = {"x86_64": (42, 44), "aarch64": (203, 206)}
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _JUMP, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x05, 0x15, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_THIRD, _SIXTH = 32, 56  # where the length of the address is, among the arguments
_IPV4, _IPV6 = 16, 28  # that length


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _FORBIDDEN:
        return
    if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], str | bytes):
        return
    os.write(2, f"reached for the network: {event} {arguments!r}\n".encode())
    os._exit(ENDED)


def _instruction(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _filter(connect: int, sendto: int) -> None:
    program = b"".join(
        (
            _instruction(_LOAD, 0, 0, 0),  # the number of the system call
            _instruction(_JUMP_IF_EQUAL, 1, 0, connect),
            _instruction(_JUMP_IF_EQUAL, 2, 6, sendto),
            _instruction(_LOAD, 0, 0, _THIRD),
            _instruction(_JUMP, 0, 0, 1),
            _instruction(_LOAD, 0, 0, _SIXTH),
            _instruction(_JUMP_IF_EQUAL, 1, 0, _IPV4),
            _instruction(_JUMP_IF_EQUAL, 0, 1, _IPV6),
            _instruction(_RETURN, 0, 0, _KILL),
            _instruction(_RETURN, 0, 0, _ALLOW),
        )
    )
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    library = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    for arguments in (
        (_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), zero, zero, zero),
        (_SET_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.c_char_p(header), zero, zero),
    ):
        if library.prctl(*arguments) != 0:
            os.write(2, b"the kernel takes no filter\n")
            return


sys.addaudithook(_audit)
if sys.platform == "linux" and platform.machine() in _CONNECT_SENDTO:
    _filter(*_CONNECT_SENDTO[platform.machine()])
