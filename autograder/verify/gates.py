"""The gates of the kit, each a function that says whether it holds, and in figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..build.command import check, derive
from ..build.leaks import leaks
from ..build.markers import find_regions
from ..build.stencil import STENCIL, TOP_FOLDER, zipped
from ..core.homework import PACKAGE_FOLDER, SOLUTION, package_files
from ..core.words import many
from ..grading.grade import grade_submission
from ..grading.questions import all_questions
from ..intake import read_submission
from ..sandbox.workers import Workers
from .bench import Bench
from .forgeries import FORGERS, MOST, earned_by
from .kill_matrix import Kill
from .mutation import Fate
from .public import failed_tests, file_with
from .styles import all_styles, answered_by, styles

EQUIVALENT = (
    "one that keeps its points shows what the question does not draw; if no input can tell it "
    "from the solution, list it as equivalent, with the reason"
)


@dataclass(frozen=True)
class Gate:
    """A gate: its number and what it says, whether it holds, figures, what is wrong, and what
    was not tried."""

    title: str
    figures: str
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.faults


def solution_is_full(
    seeds: Iterable[int], tick: Callable[[], None], numbers: Sequence[str] = ()
) -> Gate:
    """1: the solution scores full points, on many seeds, and once in the sandbox.

    Here and below, `numbers` are the questions that are tried; all of them without it.
    """
    bench, faults, count = Bench(), [], 0
    for seed in seeds:
        count += 1
        for number, graded in bench.grade({}, seed, numbers or None).items():
            if not graded.full:
                faults.append(f"seed {seed}: question {number}: {graded.outcome.output[:200]}")
        tick()
    with Workers() as workers:
        report = grade_submission(read_submission(SOLUTION), workers, only=numbers)
    if report.score < report.max_score:
        faults.append(f"in the sandbox: {report.score:g} of {report.max_score:g}")
    if report.grader_failed:  # which counts in full
        faults.append("in the sandbox: the grader itself failed, see above")
    return Gate("1  the solution scores full points", many(count, "seed"), tuple(faults))


def stencil_is_empty() -> Gate:
    """2: the stencil scores 0, every row todo or blocked, and names what to write."""
    with Workers() as workers:
        report = grade_submission(read_submission(STENCIL), workers)
    faults = [
        f"question {row['number']} is {row['extra_data']['status']}, {row['score']:g} points"
        for row in report.rows
        if row["score"] > 0
        or row["extra_data"]["status"] not in ("todo", "blocked")
        or (row["visibility"] == "visible" and "yours to write" not in row["output"])
    ]
    figures = f"{many(len(report.rows), 'question')}, {report.score:g} points"
    return Gate("2  the stencil scores 0 and says what to write", figures, tuple(faults))


def stubs_cost_their_own_points(tick: Callable[[], None], numbers: Sequence[str] = ()) -> Gate:
    """3: each question stubbed alone loses exactly its own points."""
    bench, faults = Bench(), []
    of_questions = targets_of_questions(numbers)
    for number, targets in of_questions.items():
        graded = bench.grade({target: _stub(number, target) for target in targets}, seed=1)
        own = graded.pop(number).outcome
        if own.score != 0 or own.status != "todo":
            faults.append(f"{number} stubbed is {own.status}, {own.score:g} points")
        lost = [other for other, result in graded.items() if not result.full]
        if lost:
            faults.append(f"{number} stubbed costs points in {', '.join(lost)}")
        tick()
    figures = many(len(of_questions), "question")
    return Gate("3  a stub costs its own points only", figures, tuple(faults))


def targets_of_questions(numbers: Sequence[str] = ()) -> dict[str, list[str]]:
    """For each of these questions, the functions and methods with a solution region of its id."""
    targets: dict[str, list[str]] = {}
    for name, data in package_files(PACKAGE_FOLDER).items():
        if name.endswith(".py"):
            for region in find_regions(data.decode("utf-8"), name):
                target = f"{name.removesuffix('.py')}.{region.function}"
                if not numbers or region.question in numbers:
                    targets.setdefault(region.question, []).append(target)
    return targets


def _stub(number, target):
    function = target.partition(".")[2]

    def stub(*arguments, **named):
        raise NotImplementedError(f"{number} {function} is yours to write")

    return stub


def mistakes_are_killed(kills: Sequence[Kill], seeds: int) -> Gate:
    """4: each known mistake loses points in its question, nowhere else, and gets its hint."""
    escaped = sum(bool(kill.escaped) for kill in kills)
    hinted = sum(not kill.other_hints for kill in kills)
    cascaded = sum(bool(kill.cascaded) for kill in kills)
    figures = (
        f"{many(len(kills), 'mistake')} on {many(seeds, 'seed')}: "
        f"{len(kills) - escaped} caught, "
        f"{hinted} hinted, {cascaded} cascaded"
    )
    faults = tuple(kill.complaint() for kill in kills if not kill.clean)
    notes = () if kills else ("no known mistake is entered",)
    title = "4  known mistakes lose their own points and get their hint"
    return Gate(title, figures, faults, notes)


def variants_are_full(
    seeds: Sequence[int], tick: Callable[[], None], numbers: Sequence[str] = ()
) -> Gate:
    """5: differently written right solutions score full points."""
    faults, folders = [], styles(numbers)
    with Workers() as workers:
        for folder in folders:
            submission = read_submission(folder)
            answered, _ = answered_by(folder, numbers)
            for seed in seeds:
                report = grade_submission(submission, workers, only=answered, seed=seed)
                faults += [
                    f"{folder.name}, seed {seed}: question {row['number']}"
                    for row in report.rows
                    if row["score"] < row["max_score"]
                ]
                tick()
    figures = f"{many(len(folders), 'style')}, {many(len(seeds), 'seed')} each"
    lacking = ((folder.name, answered_by(folder, numbers)[1]) for folder in all_styles())
    notes = tuple(f"{name} lacks {', '.join(those)}" for name, those in lacking if those)
    return Gate("5  right answers in other styles score full points", figures, tuple(faults), notes)


def nothing_leaks() -> Gate:
    """6: no line of a solution region appears in what students get."""
    found = leaks()
    return Gate("6  no line of a solution reaches students", f"{len(found)} lines", tuple(found))


def everything_is_fresh() -> Gate:
    """7: the derived files are what build makes now, and two builds agree."""
    first, second = derive(), derive()
    faults = check(first)
    if zipped(first.stencil, TOP_FOLDER) != zipped(second.stencil, TOP_FOLDER):
        faults.append("two builds of dist/stencil.zip differ")
    if first.page != second.page:
        faults.append("two builds of the page differ")
    return Gate("7  derived files are fresh, builds agree", f"{len(faults)} stale", tuple(faults))


def mutants_are_killed(fates: Sequence[Fate], mutants: int) -> Gate:
    """8: each mutant of the reference loses points and gets a hint, or is listed as equivalent."""
    escaped = sum(one.escaped for one in fates)
    equal = sum(one.kept for one in fates) - escaped
    lost = len(fates) - equal - escaped
    hinted = sum(one.hinted and not one.kept for one in fates)
    named = sum(one.named for one in fates)
    figures = (
        f"{len(fates)} of {mutants}: {lost} caught, {hinted} hinted, {named} of them as known "
        f"mistakes, {equal} equivalent, {escaped} escaped"
    )
    amiss = (one for one in fates if one.escaped or one.contradicted or not one.hinted)
    faults = tuple(one.complaint() for one in amiss)
    notes = (EQUIVALENT,) if escaped else ()
    return Gate("8  each mutant of the reference loses points", figures, faults, notes)


def public_tests_agree(
    fates: Sequence[Fate],
    tick: Callable[[], None],
    counted: bool = False,
    numbers: Sequence[str] = (),
) -> Gate:
    """9: what fails a public test loses points. So what keeps them passes the public tests.

    Where it is `counted` how many mutants they refuse, they run on those that lose points too.
    """
    kept = [one.mutant for one in fates if one.kept]
    faults, killed = [], 0
    for mutant in (one.mutant for one in fates if counted or one.kept):
        refused = bool(failed_tests(file_with(mutant), mutant.question))
        killed += refused
        if refused and mutant in kept:
            faults.append(f"the public tests refuse {mutant.key}, which keeps its points")
        tick()
    everything = {case.number for case in all_questions(session=None)}
    for folder in styles(numbers):
        lacking = answered_by(folder)[1]
        others = everything.difference(numbers or everything)
        if failed_tests(package_files(folder), without=[*lacking, *others]):
            faults.append(f"the public tests refuse {folder.name}, which has full points")
        tick()
    figures = f"{len(kept)} equivalent mutants, {len(styles(numbers))} styles"
    figures += f"; {killed} of {len(fates)} mutants refused" if counted else ""
    return Gate("9  what fails a public test loses points", figures, tuple(faults))


def forgeries_earn_nothing(tick: Callable[[], None]) -> Gate:
    """10: nothing that is patched in a worker earns points, where no function is written."""
    faults = []
    with Workers() as workers:
        for forger in FORGERS:
            earned = earned_by(forger, workers)
            if sum(earned.values()) > MOST:
                points, where = sum(earned.values()), ", ".join(earned)
                faults.append(
                    f"{forger!r} earns {points:g} points, in {where}: merge each family in which "
                    "that is the correct answer into another one"
                )
            tick()
    return Gate("10 forgeries earn nothing", f"{len(FORGERS)} forgeries", tuple(faults))
