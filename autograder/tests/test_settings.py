"""settings.toml: what it says, and what it refuses, by name."""

import datetime

import pytest

from autograder.build.agreement import AgreementError, check_settings
from autograder.core.settings import SettingsError, load, parse

FULL = """
title = "Homework 3"
due_date = 2026-12-11T23:59:00+01:00
run_seconds = 500.5
points = 120
[visibility]
default = "after_due_date"
"2.5" = "hidden"
[limit]
submissions = 3
hours = 12
[leaderboard]
shown = true
"""


def test_the_committed_settings_are_in_order():
    """The file that comes with the kit can be read, and has everything off."""
    settings = load()
    assert settings.limit is None and not settings.leaderboard and not settings.visibilities
    check_settings(settings)


def test_every_setting_is_read():
    """A file that sets everything gives what it says."""
    settings = parse(FULL)
    assert settings.title == "Homework 3"
    assert settings.due_date.utcoffset() == datetime.timedelta(hours=1)
    assert (settings.run_seconds, settings.limit, settings.leaderboard) == (500.5, (3, 12), True)
    assert settings.points == 120 and parse('title = "x"').points == 100
    assert (settings.visibility("2.5"), settings.visibility("2.6")) == ("hidden", "after_due_date")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('titel = "x"', "titel is no setting; did you mean 'title'?"),
        ("run_seconds = 400", "title is missing"),
        ("title = 3", "title must be a text in quotes, not 3"),
        ('title = "x"\n[limit]\nsubmision = 3', "limit.submision is no setting; did you mean "
         "'submissions'? (there are: submissions, hours)"),
        ('title = "x"\n[limits]', "limits is no setting; did you mean 'limit'?"),
        ('title = "x"\n[limit]\nsubmissions = true', "limit.submissions must be a whole number"),
        ('title = "x"\n[limit]\nhours = -1', "limit.hours must be between 0.1 and 8784, not -1"),
        ('title = "x"\nlimit = 3', "limit must be a table, not 3"),
        ('title = "x"\nrun_seconds = nan', "run_seconds must be between 30 and 540, not nan"),
        ('title = "x"\nrun_seconds = 700', "must be between 30 and 540, not 700; it ends "
         "a minute before Gradescope's timeout, timeout_seconds = 600"),
        ('title = "x"\ntimeout_seconds = 3000', "must be between 120 and 2400, not 3000"),
        ('title = " "', "title must not be empty"),
        ('title = "x"\ndue_date = 2026-01-01', "due_date must be a date and time with its offset, "
         "as in 2026-12-11T23:59:00+01:00, not 2026-01-01"),
        ('title = "x"\ndue_date = 2026-01-01T10:00:00', "due_date needs its offset from UTC"),
        ('title = "x"\n[visibility]\n"2.5" = "hiden"', "visibility.2.5 must be one of visible, "
         "hidden, after_due_date, after_published, not 'hiden'; did you mean 'hidden'?"),
        ('title = "x"\n[visibility]\n2.5 = "hidden"', 'put a question\'s number in quotes'),
        ('title = "x"\n[leaderboard]\nshown = "yes"', "leaderboard.shown must be true or false"),
        ("title =", "it is not valid TOML"),
        ('title = "x"\n[leaderboard]\nshown = True', "write true in small letters, in `shown ="),
        ("title = Homework", "write texts in quotes, in `title = Homework`"),
        ('title = "x"\n[limit]\nsubmissions = true', "must be a whole number, not true"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_by_name(text, words):
    """An unknown key, a wrong type, a value out of bounds: named, with the nearest right one."""
    with pytest.raises(SettingsError) as error:
        parse(text)
    assert words in str(error.value)


def test_the_visibility_of_no_question_is_refused():
    """A number that no question has would leave one visible that staff meant to hide.

    The questions of its part are named, or all.
    """
    for number, there in (("5.9", "5.1, 5.2, 5.3$"), ("12.1", "1.1, 2.1, ")):
        with pytest.raises(AgreementError, match=rf"no question {number}; there are {there}"):
            check_settings(parse(f'title = "x"\n[visibility]\n"{number}" = "hidden"'))


def test_a_leaderboard_that_would_stay_empty_is_refused():
    """An entry tells that 5.3 has full points, so nobody has one where students do not see 5.3."""
    shown = 'title = "x"\n[leaderboard]\nshown = true\n[visibility]\n'
    with pytest.raises(AgreementError, match=r"5\.3 is hidden: nobody would be on it"):
        check_settings(parse(f'{shown}"5.3" = "hidden"'))
    check_settings(parse(f'{shown}"5.2" = "hidden"'))


def test_a_longer_timeout_leaves_the_grader_more_time():
    """Staff say what they have set on Gradescope; where it is short, the grader stops earlier."""
    assert parse('title = "x"\nrun_seconds = 700\ntimeout_seconds = 1200').run_seconds == 700
    assert parse('title = "x"\ntimeout_seconds = 120').run_seconds == 60
