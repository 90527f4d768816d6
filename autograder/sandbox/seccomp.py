"""A seccomp filter, as a program for the kernel: what a worker may no longer ask of it.

Refused are other processes (new ones, signals, tracing), sockets and every other
way to talk, changes to files, other users, and whatever tunes the machine. A
system call that is newer than the table below is answered as if it did not exist.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from . import linux

Numbers = dict[str, tuple[int | None, int | None]]
Step = tuple[int, int, int, int]

# name: (x86_64, aarch64); None where the architecture has no such call.
# From the kernel's unistd_64.h and asm-generic/unistd.h.
REFUSED: Numbers = {
    # other processes
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None),
    "clone": (56, 220), "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "kcmp": (312, 272),
    "setpgid": (109, 154), "setsid": (112, 157), "setpriority": (141, 140),
    "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "sched_setattr": (314, 274), "sched_setaffinity": (203, 122), "ioprio_set": (251, 30),
    "prctl": (157, 167), "seccomp": (317, 277),
    # ways to talk
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "accept": (43, 202),
    "accept4": (288, 242), "bind": (49, 200), "listen": (50, 201), "sendto": (44, 206),
    "sendmsg": (46, 211), "sendmmsg": (307, 269), "recvmsg": (47, 212),
    "recvmmsg": (299, 243), "getsockopt": (55, 209), "setsockopt": (54, 208),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195),
    "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192),
    "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187),
    "mq_open": (240, 180), "mq_unlink": (241, 181), "memfd_create": (319, 279),
    "memfd_secret": (447, 447), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218),
    # changes to files
    "creat": (85, None), "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None),
    "renameat": (264, 38), "renameat2": (316, 276), "link": (86, None), "linkat": (265, 37),
    "symlink": (88, None), "symlinkat": (266, 36), "mknod": (133, None),
    "mknodat": (259, 33), "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "truncate": (76, 45),
    "ftruncate": (77, 46), "fallocate": (285, 47), "utime": (132, None),
    "utimes": (235, None), "utimensat": (280, 88), "futimesat": (261, None),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "inotify_init": (253, None), "inotify_init1": (294, 26), "inotify_add_watch": (254, 27),
    "fanotify_init": (300, 262), "fanotify_mark": (301, 263),
    # which pages of files are in memory: a note for the next worker, of whatever user
    "fadvise64": (221, 223), "mincore": (27, 232), "preadv2": (327, 286),
    "readahead": (187, 213),
    # other users, and the machine
    "setuid": (105, 146), "setgid": (106, 144), "setreuid": (113, 145),
    "setregid": (114, 143), "setresuid": (117, 147), "setresgid": (119, 149),
    "setfsuid": (122, 151), "setfsgid": (123, 152), "setgroups": (116, 159),
    "capset": (126, 91), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "unshare": (272, 97), "setns": (308, 268), "move_mount": (429, 429),
    "open_tree": (428, 428), "fsopen": (430, 430), "fsconfig": (431, 431),
    "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142),
    "sethostname": (170, 161), "setdomainname": (171, 162), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "acct": (163, 89), "quotactl": (179, 60),
    "quotactl_fd": (443, 443), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "adjtimex": (159, 171), "clock_adjtime": (305, 266), "syslog": (103, 116),
    "personality": (135, 92), "iopl": (172, None), "ioperm": (173, None),
    "modify_ldt": (154, None), "perf_event_open": (298, 241), "bpf": (321, 280),
    "userfaultfd": (323, 282), "io_setup": (206, 0), "io_submit": (209, 2),
    "move_pages": (279, 239), "migrate_pages": (256, 238),
    "landlock_create_ruleset": (444, 444),
}  # fmt: skip

# The C library falls back to older calls where it is told that these do not exist.
ABSENT: Numbers = {
    "clone3": (435, 435), "openat2": (437, 437), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
}  # fmt: skip
FIRST_UNKNOWN = 449
X32_BIT = 0x40000000

JUDGED_BY_ARGUMENTS: Numbers = {
    "open": (2, None), "openat": (257, 56), "ioctl": (16, 29), "fcntl": (72, 25),
    "prlimit64": (302, 261),
}  # fmt: skip

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX. Others type into a terminal, have
# the kernel send signals, or change the flags of a file that its owner has open for reading.
ALLOWED_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE and F_NOTIFY have the kernel send signals;
# F_SET_RW_HINT and F_SET_FILE_RW_HINT leave a mark on a file.
REFUSED_FCNTL = (8, 10, 15, 1024, 1026, 1036, 1038)

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

LOAD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, JUMP_IF_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL = 0x7FFF0000, 0x80000000
REFUSE = 0x00050000 | errno.EPERM
NOT_THERE = 0x00050000 | errno.ENOSYS
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
FARTHEST_JUMP = 255


class Instruction(ctypes.Structure):
    _fields_ = [
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    ]


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(Instruction))]


class Filter(NamedTuple):
    """A filter that is ready to be installed, in any number of processes."""

    instructions: ctypes.Array

    def install(self):
        """Put this process under the filter, for good. no_new_privs must be set."""
        first = ctypes.cast(self.instructions, ctypes.POINTER(Instruction))
        program = Program(len(self.instructions), first)
        pr_set_seccomp, seccomp_mode_filter = 22, 2
        zero = ctypes.c_ulong(0)
        linux.call("prctl", pr_set_seccomp, seccomp_mode_filter, ctypes.byref(program), zero, zero)


def make_filter(files_are_protected: bool) -> Filter | None:
    """The filter for this machine; None on an architecture whose numbers are not known here.

    Where nothing else protects files (`files_are_protected` is False), opening
    one for writing is refused too.
    """
    if platform.machine() not in ARCHITECTURES:
        return None
    column, audit = ARCHITECTURES[platform.machine()]
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_IF_EQUAL, 1, 0, audit),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        *_tree(_ranges(_answers(column, files_are_protected))),
    ]
    return Filter((Instruction * len(steps))(*(Instruction(*step) for step in steps)))


def _answers(column: int, files_are_protected: bool) -> dict[int, list[Step]]:
    """What the filter does with each system call that is not allowed, by number."""

    def at(name):
        return JUDGED_BY_ARGUMENTS[name][column]

    answers = {
        at("ioctl"): _allowing(1, ALLOWED_IOCTL),
        at("fcntl"): _refusing(1, JUMP_IF_EQUAL, REFUSED_FCNTL),
        at("prlimit64"): _refusing(0, JUMP_IF_AT_LEAST, [1]),
    }
    if not files_are_protected:
        answers[at("open")] = _refusing(1, JUMP_IF_ANY_BIT, [WRITING])
        answers[at("openat")] = _refusing(2, JUMP_IF_ANY_BIT, [WRITING])
    for table, answer in ((ABSENT, NOT_THERE), (REFUSED, REFUSE)):
        answers |= {numbers[column]: _returning(answer) for numbers in table.values()}
    return {number: steps for number, steps in answers.items() if number is not None}


def _ranges(answers: dict[int, list[Step]]) -> list[tuple[int, list[Step]]]:
    """Where a range of numbers begins, and what is done with all of them, in their order."""
    firsts = [(number, answers.get(number, _returning(ALLOW))) for number in range(FIRST_UNKNOWN)]
    firsts += [(FIRST_UNKNOWN, _returning(NOT_THERE)), (X32_BIT, _returning(KILL))]
    return [next(alike) for _, alike in groupby(firsts, key=itemgetter(1))]


def _tree(ranges: Sequence[tuple[int, list[Step]]]) -> list[Step]:
    """Finds the range of a number by halves.

    When a filter is installed the kernel tries it on every number, for each worker
    again: one comparison after the other would take half as long again.
    """
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    lower, upper = _tree(ranges[:middle]), _tree(ranges[middle:])
    if len(lower) > FARTHEST_JUMP:
        raise ValueError("the kernel's jumps do not reach over half of the system calls")
    return [(JUMP_IF_AT_LEAST, len(lower), 0, ranges[middle][0]), *lower, *upper]


def _returning(answer) -> list[Step]:
    return [(RETURN, 0, 0, answer)]


def _allowing(argument, values) -> list[Step]:
    """Refuse a call whose argument is none of the values."""
    steps = [(LOAD, 0, 0, FIRST_ARGUMENT + 8 * argument)]
    for value in values:
        steps += [(JUMP_IF_EQUAL, 0, 1, value), *_returning(ALLOW)]
    return [*steps, *_returning(REFUSE)]


def _refusing(argument, jump, values) -> list[Step]:
    """Refuse a call whose argument fits one of the values."""
    steps = [(LOAD, 0, 0, FIRST_ARGUMENT + 8 * argument)]
    for value in values:
        steps += [(jump, 0, 1, value), *_returning(REFUSE)]
    return [*steps, *_returning(ALLOW)]
