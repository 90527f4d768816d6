"""What a worker gives up before it reads a submission, and in which order.

The order is that of what still works: after the uid is gone the kernel forgets
the death signal, after seccomp nothing more can be given up.

The Landlock and seccomp modules beside this one are our own. pyseccomp, last released in 2021,
needs a libseccomp on the machine, which Gradescope's image and many laptops lack; landlock's
releases are previews, and py-landlock's two are of one week. All load more, in a process that is
forked for each question, than the three system calls that are needed.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import sysconfig
from typing import NamedTuple

from .limits import forbid_processes, limit_worker
from .protections import Protection

SANDBOX_USER = "autograder-sandbox"
# systemd's range for users without an entry in passwd.
UNUSED_UIDS = range(61184, 65520)


class Plan(NamedTuple):
    """How workers are confined: their uid, the seccomp filter and the Landlock ruleset."""

    uid: int | None = None
    filter: object | None = None
    ruleset: int | None = None

    @property
    def protections(self) -> Protection:
        """What the plan amounts to, as a set."""
        found = Protection(0)
        if sys.platform != "win32":
            found |= Protection.LIMITS
        if sys.platform == "linux":
            found |= Protection.NO_PRIVILEGES
        if self.uid is not None:
            found |= Protection.OWN_USER
        if self.filter is not None:
            found |= Protection.SECCOMP
        if self.ruleset is not None:
            found |= Protection.LANDLOCK
        return found


def make_plan() -> Plan:
    """The most that this machine offers."""
    if sys.platform != "linux":
        return Plan()
    from . import landlock, seccomp

    ruleset = landlock.make_ruleset() if landlock.version() else None
    return Plan(
        uid=_user_of_its_own(),
        filter=seccomp.make_filter(files_are_protected=ruleset is not None),
        ruleset=ruleset,
    )


def _user_of_its_own():
    """The uid that workers will have; None where it must be that of this process."""
    if os.geteuid() != 0 or not _others_can_run_python():
        return None
    uid = _unused_uid()
    return None if why_no_other_user(uid) else uid


def why_no_other_user(uid: int = UNUSED_UIDS[0]) -> str:
    """Why this process, which is root's, cannot start others as that user and end them, or ""."""
    if sys.platform != "linux":
        return ""
    from . import linux

    if missing := linux.missing_capabilities():
        return f"root lacks {' and '.join(missing)} here"
    return "" if _can_become(uid) else "there is no other user in this user namespace"


def _can_become(uid):
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(OSError):
            _become(uid)
            os._exit(0)
        os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def _unused_uid():
    """The uid of the user that setup.sh makes for workers, or one that nobody has."""
    import pwd

    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SANDBOX_USER).pw_uid
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    return random.SystemRandom().choice([uid for uid in UNUSED_UIDS if uid not in taken])


def _others_can_run_python():
    """Whether another user can read Python's library and NumPy: below a closed home nobody can."""
    import numpy

    return all(map(_is_open, (sysconfig.get_paths()["stdlib"], os.path.dirname(numpy.__file__))))


def _is_open(path):
    path = os.path.realpath(path)
    while os.stat(path).st_mode & 0o005 == 0o005:
        if path == os.path.dirname(path):
            return True
        path = os.path.dirname(path)
    return False


def protect_grader():
    """No worker of the same user may trace this process or read its memory."""
    if sys.platform == "linux":
        from . import linux

        linux.set_no_core_no_trace()


def confine(plan: Plan, parent: int, keep: tuple[int, ...]):
    """Confine this process by the plan, for good. `keep` are the descriptors that stay open."""
    give_up(plan, parent, keep)
    seal(plan, parent, keep)


def give_up(plan: Plan, parent: int, keep: tuple[int, ...]):
    """All of confinement but what keeps a process from starting others."""
    kept = {*keep, *(() if plan.ruleset is None else (plan.ruleset,))}
    close_all_but(kept)
    if sys.platform != "linux":
        limit_worker()
        return
    from . import landlock, linux

    with contextlib.suppress(OSError):
        offer_to_memory_killer()
    limit_worker()
    _become(plan.uid)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.die_with(parent)
    linux.set_no_core_no_trace()
    if plan.ruleset is not None:
        landlock.restrict(plan.ruleset)
        os.close(plan.ruleset)


def seal(plan: Plan, parent: int, keep: tuple[int, ...]):
    """The rest of confinement, in a process that has given up the other things or inherited it."""
    close_all_but(set(keep))
    if sys.platform != "linux":
        return
    from . import linux

    if plan.uid is not None:
        forbid_processes()
    linux.die_with(parent)
    if plan.filter is not None:
        plan.filter.install()  # type: ignore[attr-defined]


def offer_to_memory_killer():
    """Have the kernel end this process first where memory is short; OSError if it cannot be."""
    descriptor = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
    os.write(descriptor, b"1000")
    os.close(descriptor)


def _become(uid):
    """Be another user for good; where there is none to be, root gives up its powers."""
    from . import linux

    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    elif os.geteuid() == 0:
        linux.drop_capabilities()


def close_all_but(kept):
    low = 3
    for descriptor in sorted(kept):
        if descriptor >= low:
            os.closerange(low, descriptor)
            low = descriptor + 1
    os.closerange(low, 4096)
