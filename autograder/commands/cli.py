"""The command `autograder`."""

from __future__ import annotations

import os
import sys

import click

from ..core.settings import SettingsError
from ..grading.clean_start import ONE_THREAD
from .arguments import Given, InOrder, Whole, check_results, said_of
from .building import build, new_question, refusals, rehearse
from .console import sentence_on, show_anything
from .slips import slip_of

UNUSABLE_ARGUMENTS = 2
GRADER_FAILED = 3
OUT_OF_TIME = (
    "autograder: the time for a submission is used up, and grading ends here; "
    "--results has what was graded."
)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="backprop-autograder", message="autograder %(version)s")
def cli():
    """Grade the homework on backprop and SGD, and make what students get.

    \b
    Grade one submission:        autograder grade SUBMISSION
    Grade a class:               autograder batch export.zip --output graded
    Make the stencil and the
    zip for Gradescope:          autograder build
    Try that zip:                autograder rehearse ada.zip
    Add a question:              autograder new-question 2.8 hinge_gradient
    Check a changed question:    autograder verify --only 2.5

    `autograder COMMAND --help` lists a command's options. The guides are in autograder/docs/.
    """


@cli.command(short_help="Grade one submission, and print its points and hints.")
@click.argument("submission", type=Given())
@click.option(
    "--results",
    type=Given(),
    metavar="FILE",
    help="Write Gradescope's results.json to this file.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help="Grade only this question (2.5) or part (2); may be repeated.",
)
@click.option(
    "--seed",
    type=Whole(0, 2**64 - 1),
    help="Draw the inputs from this seed, which an earlier run has printed.",
)
def grade(submission, results, only, seed):  # fmt: skip
    """Grade one submission: a folder, a zip, a notebook, or one .py file.

    Prints the points and hints for each question. Exit code: 0 if it was graded, whatever the
    points; 2 for unusable arguments; 3 if the grader itself failed.

    \b
    autograder grade ada.zip
    autograder grade ada.zip --only 2.5 --seed 1234
    autograder grade ada.zip --results results.json
    """
    if results is not None:
        check_results(results)
    from ..core import settings
    from ..core.deadline import GRACE_SECONDS, leave, stop_in
    from ..grading.clean_start import clean_workers, load_grader

    with clean_workers() as workers:
        stop_in(settings.load().run_seconds + GRACE_SECONDS, OUT_OF_TIME)
        from ..intake import NoSubmission, start_reading

        try:
            read = start_reading(submission)
        except NoSubmission as error:
            raise click.UsageError(str(error)) from None
        load_grader()
        from ..grading import grade as grading
        from .table import print_report

        try:
            report = grading.grade(read, workers, results, only, seed)
        except grading.NoSuchQuestion as error:
            raise click.UsageError(str(error)) from None
        except grading.Unconfined as error:
            click.echo(f"autograder: {error}", err=True)
            sys.exit(GRADER_FAILED)
    print_report(report)
    if report.grader_failed:
        click.echo("The grader itself failed on a question: see above.", err=True)
    leave(GRADER_FAILED if report.grader_failed else 0)


@cli.command(short_help="Grade a class, and write a CSV and pages.")
@click.argument("submissions", type=Given(exists=True))
@click.option(
    "--output",
    required=True,
    type=Given(),
    help="The folder for results, grades.csv and report.html.",
)
@click.option("--jobs", type=Whole(1), help="Processes to use; all cores by default.")
@click.option(
    "--compare",
    metavar="FOLDER|recorded",
    help="Say what changed since an earlier run, or since the export's recorded scores.",
)
@click.option("--cluster", metavar="ADDRESS", help="Grade on a Dask cluster: tcp://host:8786.")
def batch(submissions, output, jobs, compare, cluster):  # fmt: skip
    """Grade a class: an export of Gradescope, Canvas or Moodle, or any folder of submissions.

    The folder --output gets grades.csv, report.html for staff, and a page for each student. If
    you stop it, the same command continues; it grades only what is new or changed. Exit code: 0
    if all were graded, but for those in which there is nothing to grade; 3 if the grader failed on
    one: run it again; 2 for unusable arguments, or no submissions; 130 if it was stopped.

    \b
    autograder batch export.zip --output graded
    autograder batch export.zip --output again --compare graded
    """
    os.environ.update(ONE_THREAD)
    from rich.console import Console

    from ..batch import command
    from ..batch.graders import CannotGrade
    from ..batch.roster import NoSubmissions

    plan = command.Plan(submissions, output, jobs or command.cores(), compare, cluster)
    try:
        complete = command.batch(plan, Console(highlight=False))
    except (command.Unusable, NoSubmissions) as error:
        raise click.UsageError(str(error)) from None
    except CannotGrade as error:
        click.echo(f"autograder: {error}", err=True)
        sys.exit(GRADER_FAILED)
    except KeyboardInterrupt:
        click.echo("Stopped. The same command goes on where this one was.", err=True)
        sys.exit(130)
    if not complete:
        click.echo("The grader failed on some: see above. Run it again to try once more.", err=True)
        sys.exit(GRADER_FAILED)


cli.add_command(build)
cli.add_command(rehearse)
cli.add_command(new_question)


@cli.command()
@click.option("--jobs", type=Whole(1), help="Processes to use; all cores by default.")
@click.option(
    "--seeds",
    type=Whole(1),
    default=5,
    show_default=True,
    help="How many draws of the inputs each gate is tried on.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help="Try only this question (2.5) or part (2), which takes less; may be repeated.",
)
@click.option(
    "--mutants",
    type=Whole(1),
    help="How many changed versions of the solution to try, evenly spread; all by default.",
)
@click.option(
    "--public-tests",
    is_flag=True,
    help="Run the students' tests on every mutant, and count those they refuse: half an hour.",
)
def verify(jobs, seeds, only, mutants, public_tests):
    """Check the grader itself: run this after changing a question.

    It grades the solution, the stencil, known mistakes, correct solutions in other styles and
    changed versions of the solution, and compares each result with what it should be. All of it
    takes several minutes; --only and --mutants make it shorter. Exit code: 1 if a check fails, or
    cannot be made.
    """
    os.environ.update(ONE_THREAD)
    from rich.console import Console

    from ..grading.grade import NoSuchQuestion
    from ..verify.command import verify as verify_gates

    try:
        holds = verify_gates(Console(highlight=False), seeds, jobs, only, mutants, public_tests)
    except NoSuchQuestion as error:
        raise click.UsageError(str(error)) from None
    except refusals() as error:
        raise click.ClickException(str(error)) from None
    if not holds:
        sys.exit(1)


def main():
    """Run the command: 2 for unusable arguments, 3 where the grader itself failed."""
    show_anything()
    try:
        sys.exit(cli.main(prog_name="autograder", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(UNUSABLE_ARGUMENTS)
    except click.UsageError as error:
        click.echo(f"autograder: {said_of(error)}", err=True)
        sys.exit(UNUSABLE_ARGUMENTS)
    except click.ClickException as error:
        click.echo(f"autograder: {error.format_message()}", err=True)
        sys.exit(1)
    except click.Abort:
        sys.exit(130)
    except SettingsError as error:
        click.echo(f"autograder: {error}", err=True)
        sys.exit(GRADER_FAILED)
    except Exception as error:
        sentence, code = _ending(error, grades=sys.argv[1:2] in (["grade"], ["batch"]))
        click.echo(f"autograder: {sentence}", err=True)
        sys.exit(code)


def _ending(error, grades):
    """What is said of an exception, and the exit code; with a traceback where the fault is ours."""
    blameless = "; nothing is wrong with the submission." if grades else ""
    if sentence := sentence_on(error):
        return sentence, GRADER_FAILED
    if slip := slip_of(error):
        return slip + blameless, GRADER_FAILED if grades else 1
    import traceback

    traceback.print_exception(error)
    return f"{'the grader' if grades else 'the kit'} itself failed{blameless}", GRADER_FAILED
