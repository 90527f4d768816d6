"""`autograder build`, `rehearse` and `new-question`: from what staff write to all that follows."""

from __future__ import annotations

import os
import sys

import click

from ..grading.clean_start import ONE_THREAD
from .arguments import Given, Whole


@click.command(short_help="Make the stencil, the handout and Gradescope's zip.")
@click.option("--check", is_flag=True, help="Write nothing; name what is stale or amiss.")
@click.option(
    "--browser", is_flag=True, help="Also write dist/browser/: the homework in a browser."
)
def build(check, browser):
    """Make stencil/, the handout and dist/ from solution/ and handout/.

    dist/stencil.zip is for students, dist/autograder.zip for Gradescope. Both are written only if
    the solution passes the students' tests, the latter only if, besides, the solution scores full
    points, the stencil 0, and each known mistake is caught; this check takes about a minute. Exit
    code: 1 if something is wrong or stale.
    """
    if check and browser:
        raise click.UsageError("--check compares what is committed, and dist/browser/ is not")
    os.environ.update(ONE_THREAD)
    try:
        if check:
            _check()
        else:
            _build(browser)
    except refusals() as error:
        raise click.ClickException(str(error)) from None


def refusals() -> tuple[type[Exception], ...]:
    """What is raised where the homework, or this machine, is not as it should be. The text is for
    staff, who have to do something about it."""
    from ..build.agreement import AgreementError
    from ..build.browser import CannotBuild
    from ..build.command import NoHandout
    from ..build.handout import SourceError
    from ..build.markers import MarkerError
    from ..gradescope.bundle.sealing import GatesFailed
    from ..grading.case import UnusableQuestion
    from ..verify.bench import QuestionFails
    from ..verify.kill_matrix import UnusableMistake
    from ..verify.public import PublicTestsFail

    return (
        AgreementError, CannotBuild, GatesFailed, MarkerError, NoHandout, PublicTestsFail,
        QuestionFails, SourceError, UnusableMistake, UnusableQuestion,
    )  # fmt: skip


def _build(browser):
    from rich.console import Console

    from ..build import command
    from ..gradescope.bundle.sealing import build_bundle, remove_zips
    from ..verify.public import check_public_tests

    remove_zips()
    derived = command.derive()
    if not derived.missing:
        check_public_tests()
    for line in command.build(derived):
        click.echo(line)
    if browser:
        from ..build.browser.command import build_browser

        click.echo(build_browser(derived))
    click.echo(build_bundle(Console(highlight=False)))
    for line in _amiss():
        click.echo(line)


def _check():
    """Print what is amiss or stale, and end with 1; or that nothing is."""
    from ..build import command
    from ..build.stencil import STENCIL_ZIP, TOP_FOLDER, stale_zip
    from ..gradescope.bundle.sealing import stale_bundle
    from ..verify.kill_matrix import mistakes_amiss
    from ..verify.public import PublicTestsFail, check_public_tests

    amiss = [*_amiss(), *mistakes_amiss()]
    try:
        check_public_tests()
    except PublicTestsFail as error:
        amiss.append(str(error))
    try:
        derived = command.derive()
    except refusals() as error:
        raise click.ClickException("\n".join([str(error), *amiss])) from None
    stale = command.check(derived)
    zips = filter(None, [stale_zip(STENCIL_ZIP, derived.stencil, TOP_FOLDER), stale_bundle()])
    for line in (lines := [*amiss, *stale, *zips]):
        click.echo(line)
    if stale and stale != [derived.missing]:
        first = "Mend what is said above first; then run" if amiss else "Run"
        click.echo(f"{first} `autograder build`, and commit what it writes.")
    if lines:
        sys.exit(1)
    click.echo("Nothing is stale or amiss, and the solution passes the students' tests.")


def _amiss():
    """What the homework's own files say that does not fit, and questions that fail, a line each."""
    from ..build.remarks import remarks
    from ..verify.bench import questions_amiss
    from ..verify.mutation import equivalent_amiss

    return [*remarks(), *equivalent_amiss(), *questions_amiss()]


@click.command(short_help="Try Gradescope's zip before it is uploaded.")
@click.argument("submission", type=Given(exists=True), required=False)
@click.option(
    "--earlier",
    type=Whole(1, 1000),
    help="Show what a student sees who has handed in SUBMISSION so many times in the last minutes.",
)
def rehearse(submission, earlier):
    """Set up dist/autograder.zip as Gradescope does, and show what a student would see.

    Its setup.sh and run_autograder run in a throwaway folder, which takes ten seconds with a fast
    network, and Linux. Without SUBMISSION (a folder, a zip or a file), it grades solution/ and
    stencil/, and says their points. With --earlier, the limit of settings.toml can be seen at work.
    Exit code: 1 if the zip does not do what it should, or the autograder failed on SUBMISSION.
    """
    if earlier and not submission:
        raise click.UsageError("--earlier needs a SUBMISSION")
    from ..build.stencil import STENCIL
    from ..core.homework import PACKAGE_FOLDER
    from ..gradescope.bundle.rehearsal import CannotRehearse, is_whole, page, rehearsal
    from ..gradescope.bundle.sealing import BUNDLE, stale_bundle

    if stale := stale_bundle():
        click.echo(stale)
    try:
        with rehearsal(BUNDLE) as tried:
            click.echo(tried.said.splitlines()[-1])
            if submission:
                document = tried.grade_after(submission, earlier or 0)
                click.echo("\n".join(page(document)))
                click.echo(f"\nWhat only staff see:\n{tried.said}")
                if not is_whole(document):
                    raise click.ClickException("the autograder failed on it: see above")
                return
            solution, stencil = (tried.grade(one) for one in (PACKAGE_FOLDER, STENCIL))
    except CannotRehearse as error:
        raise click.ClickException(str(error)) from None
    most = sum(row["max_score"] for row in solution["tests"])
    click.echo(
        f"solution: {solution['score']:g} / {most:g}, stencil: {stencil['score']:g} / {most:g}"
    )
    if (solution["score"], stencil["score"]) != (most, 0):
        sys.exit(1)


@click.command(short_help="Write the skeletons of a new question.")
@click.argument("number")
@click.argument("function")
@click.option("--points", type=Whole(1), default=2, show_default=True)
@click.option("--module", default="", help="Of a new part: the name of the students' file.")
@click.option("--title", default="", help="Of a new part: its title.")
def new_question(number, function, points, module, title):
    """Write the skeletons of question NUMBER (2.8) about a new FUNCTION.

    They are its function in solution/, its public test and its graded question. What is to be
    filled in says so; `autograder build --check` names what is left.
    """
    from ..build.adding import CannotAdd, NewQuestion, add_question, total_with

    try:
        written = add_question(NewQuestion(number, function, points, module, title.strip()))
    except CannotAdd as error:
        raise click.UsageError(str(error)) from None
    for path in written:
        click.echo(path)
    if total := total_with(points):
        click.echo(total)
    click.echo("Fill in what says FILL IN; `autograder build --check` names it, line by line.")
