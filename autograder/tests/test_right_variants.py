"""Right answers in other styles lose no point, whatever the inputs."""

import pytest

from autograder.core.homework import package_files
from autograder.grading.questions import parts_by_module

from .conftest import TESTS, statuses
from .sampled import every

PARTS = parts_by_module()
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
    """A correct solution in another style passes every question, on each seed."""
    files = variant_files(variant)
    parts = [PARTS[path.split("/")[1].removesuffix(".py")] for path in files]
    for seed in seeds:
        rows = grade_files(files, only=parts, seed=seed)
        assert set(statuses(rows).values()) == {"passed"}, [
            row["output"] for row in rows.values() if row["score"] < row["max_score"]
        ]


def test_there_are_styles_for_every_part():
    """Each part has at least three differently written right solutions."""
    counts = dict.fromkeys(PARTS, 0)
    for variant in VARIANTS:
        for path in variant_files(variant):
            counts[path.split("/")[1].removesuffix(".py")] += 1
    assert min(counts.values()) >= 3, counts


@pytest.mark.parametrize("seeds", SEEDS)
def test_the_reference_loses_no_point_on_many_seeds(grade_files, solution_files, seeds):
    """The solution scores in full on each seed; benchmarks/many_seeds.py tries 1,000."""
    for seed in seeds:
        assert set(statuses(grade_files(solution_files, seed=seed)).values()) == {"passed"}
