"""Right answers in other styles lose no point, whatever the inputs."""

from collections import Counter

import pytest

from autograder.core.homework import package_files
from autograder.verify import gates, styles
from autograder.verify.styles import answered_by

from .conftest import TESTS, statuses
from .sampled import every

VARIANTS = sorted(path.name for path in (TESTS / "variants").iterdir())
SEEDS = (
    pytest.param(range(1), id="1 seed"),
    pytest.param(
        range(1, 5), id="4 seeds", marks=pytest.mark.ci("correct solutions on further seeds")
    ),
)


def variant_files(name):
    return package_files(TESTS / "variants" / name)


@pytest.mark.parametrize("seeds", SEEDS)
@pytest.mark.parametrize("variant", every(2, VARIANTS, "correct solutions on further seeds"))
def test_right_answers_in_other_styles_score_in_full(grade_files, variant, seeds):
    """A correct solution in another style passes every question that it answers, on each seed."""
    files = variant_files(variant)
    answered, _ = answered_by(TESTS / "variants" / variant)
    for seed in seeds:
        rows = grade_files(files, only=answered, seed=seed)
        assert set(statuses(rows).values()) == {"passed"}, [
            row["output"] for row in rows.values() if row["score"] < row["max_score"]
        ]


def test_there_are_styles_for_every_part():
    """Each part has at least three differently written right solutions."""
    counts = Counter(
        path.split("/")[1].removesuffix(".py")
        for variant in VARIANTS
        for path in variant_files(variant)
    )
    assert min(counts.values()) >= 3, counts


def test_a_style_that_lacks_a_question_is_said_to_lack_it(monkeypatch, tmp_path):
    """It is graded in the others and run through their public tests, and no fault is found."""
    own = TESTS / "variants" / "other_algebra" / "backprop" / "jacobians.py"
    lacking = tmp_path / "short" / "backprop" / "jacobians.py"
    lacking.parent.mkdir(parents=True)
    begin, after = "def softmax_jacobian", "\n\n\ndef "
    before, _, rest = own.read_text().partition(begin)
    lacking.write_text(before + "def " + rest.partition(after)[2])
    monkeypatch.setattr(styles, "STYLES", tmp_path)
    gate = gates.variants_are_full([0], lambda: None)
    assert gate.holds and gate.notes[0].startswith("short lacks 2.5")
    assert gates.public_tests_agree([], lambda: None).holds


@pytest.mark.parametrize("seeds", SEEDS)
def test_the_reference_loses_no_point_on_many_seeds(grade_files, solution_files, seeds):
    """The solution scores in full on each seed; benchmarks/many_seeds.py tries 1,000."""
    for seed in seeds:
        assert set(statuses(grade_files(solution_files, seed=seed)).values()) == {"passed"}
