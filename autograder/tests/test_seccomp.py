"""The filter as a program: what it answers to system calls, run here and not by the kernel."""

import os
import pathlib
import platform
import re

import pytest

from autograder.sandbox import seccomp
from autograder.sandbox.seccomp import (
    ABSENT,
    ALLOW,
    JUDGED_BY_ARGUMENTS,
    KILL,
    NOT_THERE,
    REFUSE,
    REFUSED,
)

CREATING, READING, WRITING = os.O_CREAT | os.O_RDWR, os.O_RDONLY, os.O_WRONLY


def answer(program, architecture, number, *arguments):
    """What the program returns for a system call."""
    memory = {seccomp.NUMBER: number, seccomp.ARCHITECTURE: architecture}
    memory |= {seccomp.FIRST_ARGUMENT + 8 * place: value for place, value in enumerate(arguments)}
    tests = {
        seccomp.JUMP_IF_EQUAL: lambda value, k: value == k,
        seccomp.JUMP_IF_AT_LEAST: lambda value, k: value >= k,
        seccomp.JUMP_IF_ANY_BIT: lambda value, k: value & k,
    }
    place = loaded = 0
    while True:
        step = program.instructions[place]
        place += 1
        if step.code == seccomp.RETURN:
            return step.k
        if step.code == seccomp.LOAD:
            loaded = memory[step.k]
        else:
            place += step.if_true if tests[step.code](loaded, step.k) else step.if_false


@pytest.fixture(params=seccomp.ARCHITECTURES)
def machine(request, monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: request.param)
    return seccomp.ARCHITECTURES[request.param]


@pytest.mark.parametrize("files_are_protected", [True, False])
def test_every_system_call_gets_the_answer_that_its_table_says(machine, files_are_protected):
    """Those of the tables are refused, those newer than the tables absent, the others allowed."""
    column, architecture = machine
    program = seccomp.make_filter(files_are_protected)
    refused = {numbers[column] for numbers in REFUSED.values()}
    refused.add(seccomp.JUDGED_BY_ARGUMENTS["ioctl"][column])  # by its argument, 0
    absent = {numbers[column] for numbers in ABSENT.values()}
    for number in range(seccomp.FIRST_UNKNOWN + 100):
        expected = REFUSE if number in refused else ALLOW
        if number in absent or number >= seccomp.FIRST_UNKNOWN:
            expected = NOT_THERE
        assert answer(program, architecture, number, 0, 0, 0) == expected, number


def test_another_architecture_s_calls_end_the_process(machine):
    """Their numbers mean other calls: i386's through int 0x80, and x32's by a bit."""
    _, architecture = machine
    program = seccomp.make_filter(files_are_protected=True)
    assert answer(program, 0x40000003, 0) == KILL
    assert answer(program, architecture, seccomp.X32_BIT | 1) == KILL


def test_some_calls_are_refused_by_their_arguments(machine):
    """Typing into a terminal, signals by way of a file, marks on files, another's limits."""
    column, architecture = machine
    program = seccomp.make_filter(files_are_protected=True)

    def answers(name, place, values):
        number = seccomp.JUDGED_BY_ARGUMENTS[name][column]
        arguments = ([0] * place + [value] for value in values)
        return {answer(program, architecture, number, *one, 0, 0) for one in arguments}

    terminal, owner, flags, verity = [0x5412, 0x541C], [0x8901, 0x8902], [0x40086602], [0x40806685]
    assert answers("ioctl", 1, terminal + owner + flags + verity) == {REFUSE}
    assert answers("ioctl", 1, seccomp.ALLOWED_IOCTL) == {ALLOW}
    assert answers("fcntl", 1, seccomp.REFUSED_FCNTL) == {REFUSE}
    assert answers("fcntl", 1, [1, 2, 3]) == {ALLOW}
    assert answers("prlimit64", 0, [1, 4711]) == {REFUSE}
    assert answers("prlimit64", 0, [0]) == {ALLOW}


def test_where_nothing_else_protects_files_none_is_opened_for_writing(machine):
    """With Landlock such a call is the kernel's to refuse; without it, the filter's."""
    column, architecture = machine
    number = seccomp.JUDGED_BY_ARGUMENTS["openat"][column]
    for files_are_protected, written in ((True, ALLOW), (False, REFUSE)):
        program = seccomp.make_filter(files_are_protected)
        for flags in (WRITING, CREATING):
            assert answer(program, architecture, number, 0, 0, flags) == written
        assert answer(program, architecture, number, 0, 0, READING) == ALLOW


HEADERS = {
    "x86_64": ("x86_64-linux-gnu/asm/unistd_64.h", "asm/unistd_64.h"),
    "aarch64": ("asm-generic/unistd.h",),
}


def numbers_in_headers(machine):
    """The kernel's system calls by name, as its headers for C programs say."""
    places = (pathlib.Path("/usr/include", name) for name in HEADERS[machine])
    header = next((place for place in places if place.is_file()), None)
    if header is None:
        pytest.skip("the kernel's headers are not installed (linux-libc-dev)")
    text = header.read_text()
    # A call that depends on the width of a word has its number under another name.
    numbers = re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)", text, re.MULTILINE)
    return {name: int(number) for name, number in numbers}


@pytest.mark.parametrize("machine", HEADERS)
def test_the_tables_are_the_kernels(machine):
    """Each call has the number that the kernel gives it on this architecture, or is not there."""
    column, _ = seccomp.ARCHITECTURES[machine]
    tables = {**REFUSED, **ABSENT, **JUDGED_BY_ARGUMENTS}
    ours = {name: numbers[column] for name, numbers in tables.items()}
    kernels = numbers_in_headers(machine)
    assert ours == {name: kernels.get(name) for name in ours}
