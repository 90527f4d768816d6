"""The command `autograder`."""

from __future__ import annotations

import os
import pathlib
import sys

import click

from ..core.documents import why_not_writable
from ..core.settings import SettingsError
from ..grading.clean_start import ONE_THREAD
from .building import build, new_question
from .console import sentence_on, show_anything

UNUSABLE_ARGUMENTS = 2
GRADER_FAILED = 3
OUT_OF_TIME = (
    "autograder: the time for a submission is used up, and grading ends here; "
    "--results has what was graded."
)


class Given(click.Path):
    """A path that is not empty: an empty one would be this folder."""

    def __init__(self, **conditions):
        super().__init__(path_type=pathlib.Path, **conditions)

    def convert(self, value, param, ctx):
        if not str(value):
            self.fail("a path is empty", param, ctx)
        return super().convert(value, param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="backprop-autograder", message="autograder %(version)s")
def cli():
    """Derive and grade the homework on backprop and SGD."""


@cli.command()
@click.argument("submission", type=Given())
@click.option(
    "--results",
    type=Given(dir_okay=False),
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
    type=click.IntRange(0, 2**64 - 1),
    help="Draw the inputs from this seed; as printed by an earlier run.",
)
def grade(submission, results, only, seed):  # fmt: skip
    """Grade SUBMISSION: a folder, a zip, a notebook, or one .py file."""
    if results is not None:
        _check_folder(results.absolute().parent)
    from ..core import settings
    from ..core.deadline import GRACE_SECONDS, stop_in
    from ..grading.clean_start import clean_workers

    with clean_workers() as workers:
        stop_in(settings.load().run_seconds + GRACE_SECONDS, OUT_OF_TIME)
        from ..grading import grade as grading
        from .table import print_report

        try:
            report = grading.grade(submission, workers, results, only, seed)
        except (grading.NoSubmission, grading.NoSuchQuestion) as error:
            raise click.UsageError(str(error)) from None
        except grading.Unconfined as error:
            click.echo(f"autograder: {error}", err=True)
            sys.exit(GRADER_FAILED)
    print_report(report)
    if report.grader_failed:
        click.echo("The grader itself failed on a question: see above.", err=True)
        sys.exit(GRADER_FAILED)


def _check_folder(folder):
    """UsageError where no results can be written into a folder."""
    if not folder.is_dir():
        raise click.UsageError(f"there is no folder {folder} for --results")
    if why := why_not_writable(folder):
        raise click.UsageError(f"--results cannot be written into {folder}: {why}")


cli.add_command(build)
cli.add_command(new_question)


@cli.command()
@click.option("--jobs", type=click.IntRange(1), help="Processes to use; all cores by default.")
@click.option(
    "--seeds",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="How many draws of the inputs each gate is tried on.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help="Try only the mistakes and mutants of this question (2.5) or part (2); may be repeated.",
)
@click.option(
    "--mutants",
    type=click.IntRange(1),
    help="How many changed versions of the solution to try, evenly spread; all by default.",
)
def verify(jobs, seeds, only, mutants):  # fmt: skip
    """Check the gates that keep the grader honest; 1 if one fails."""
    os.environ.update(ONE_THREAD)
    from rich.console import Console

    from ..verify.bench import QuestionFails
    from ..verify.command import verify as verify_gates
    from ..verify.kill_matrix import UnknownFunction

    try:
        holds = verify_gates(Console(highlight=False), seeds, jobs, only, mutants)
    except (QuestionFails, UnknownFunction) as error:
        raise click.ClickException(str(error)) from None
    if not holds:
        sys.exit(1)


@cli.command()
@click.argument("submissions", type=Given(exists=True))
@click.option(
    "--output",
    required=True,
    type=Given(),
    help="The folder for results, grades.csv and report.html.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes to use; all cores by default.")
@click.option(
    "--compare",
    metavar="FOLDER|recorded",
    help="Say what changed since an earlier run, or since the export's recorded scores.",
)
@click.option("--cluster", metavar="ADDRESS", help="Grade on a Dask cluster: tcp://host:8786.")
def batch(submissions, output, jobs, compare, cluster):  # fmt: skip
    """Grade all SUBMISSIONS: a Gradescope export, or a folder of submissions or zips.

    Results are kept as they come. Run again, it grades only what is missing or changed.
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
        click.echo("Some submissions could not be judged: see above.", err=True)
        sys.exit(GRADER_FAILED)


def main():
    """Run the command: 2 for unusable arguments, 3 where the grader itself failed."""
    show_anything()
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(UNUSABLE_ARGUMENTS)
    except click.ClickException as error:
        click.echo(f"autograder: {error.format_message()}", err=True)
        sys.exit(UNUSABLE_ARGUMENTS if isinstance(error, click.UsageError) else 1)
    except click.Abort:
        sys.exit(130)
    except SettingsError as error:
        click.echo(f"autograder: {error}", err=True)
        sys.exit(GRADER_FAILED)
    except Exception as error:
        sentence = sentence_on(error)
        if not sentence:
            import traceback

            traceback.print_exc()
            sentence = "the grader itself failed; nothing is wrong with the submission."
        click.echo(f"autograder: {sentence}", err=True)
        sys.exit(GRADER_FAILED)
