"""The top of a student's page, as the whole text that is read there."""

from autograder.grading.summary import summary


def row(number, name, status, score=0.0, max_score=4.0, output="", visibility="visible", hint=""):
    return {
        "number": number, "name": name, "score": score, "max_score": max_score,
        "output": output, "visibility": visibility, "extra_data": {"status": status, "hint": hint},
    }  # fmt: skip


def test_a_half_done_submission_hears_where_to_look():
    """The first failure with its hint, the others, what is to write, and notes.

    The points stand above it already, and the seed is for staff.
    """
    rows = [
        row("1.1", "gradient_descent", "passed", 4.0),
        row("2.6", "mse_gradient", "wrong", output="failed     x: off", hint="is 1/k missing?"),
        row("4.2", "backward", "partial", 2.5, output="failed     two layers: off"),
        row("5.3", "train", "blocked"),
        row("7.1", "differentiate", "todo"),
    ]
    assert summary(rows, ["functions.py differs."]) == (
        "Look first at 2.6 mse_gradient:\n"
        "    is 1/k missing?\n"
        "Then at 4.2 backward.\n"
        "Still to write: 7.1 differentiate.\n"
        "Waiting for what is still to write: 5.3 train.\n"
        "\n"
        "Note: functions.py differs."
    )


def test_of_hidden_rows_only_their_number_is_told():
    """Points and failures of rows that are not shown now do not appear."""
    rows = [
        row("1.1", "gradient_descent", "passed", 4.0),
        row("2.6", "mse_gradient", "wrong", visibility="after_due_date", output="secret"),
        row("4.2", "backward", "passed", 4.0, visibility="after_due_date"),
        row("5.3", "train", "wrong", visibility="hidden"),
    ]
    assert summary(rows, []) == (
        "4 of 4 points in what is shown.\n"
        "1 question, of 4 points, is not shown.\n"
        "2 questions, of 8 points, are shown after the due date.\n"
        "\n"
        "Everything that is shown passes."
    )


def test_full_points_raise_no_question_of_what_is_hidden():
    """Where students see every question, "that is shown" is not said."""
    assert summary([row("1.1", "gradient_descent", "passed", 4.0)], []) == "Everything passes."


def test_what_is_not_graded_and_what_is_our_fault_is_said():
    """Pending rows are counted, and a fault of the autograder is called one."""
    rows = [row("1.1", "gradient_descent", "grader_error", 4.0), row("4.2", "backward", "pending")]
    lines = summary(rows, []).splitlines()
    assert lines[:2] == [
        "1 question is not graded yet.",
        "The autograder failed on 1.1 gradient_descent: our fault, staff have to look at it.",
    ]


def test_a_long_list_is_cut():
    """Of many questions the first six are named."""
    rows = [row(f"1.{n}", "f", "todo") for n in range(9)]
    assert "1.5 f and 3 more." in summary(rows, [])


def test_where_nothing_is_written_the_notes_come_first():
    """Who handed in the wrong file reads that before a list of all questions."""
    rows = [row("1.1", "gradient_descent", "todo"), row("2.6", "mse_gradient", "todo")]
    told = summary(rows, ["sgd.txt was graded as sgd.py."]).split("\n\n")
    assert told[0] == "Note: sgd.txt was graded as sgd.py."
    assert told[1] == "Still to write: 1.1 gradient_descent, 2.6 mse_gradient."


def test_where_nothing_was_found_only_that_is_said():
    """Who handed in an essay reads so, and no list of what is still to write."""
    rows = [row("1.1", "gradient_descent", "todo")]
    told = summary(rows, ["Nothing to grade was found."], nothing_found=True)
    assert told == "Note: Nothing to grade was found."
