"""Right answers in other styles lose no point, whatever the inputs."""

import pytest

from autograder.homework import package_files
from autograder.questions import parts_by_module

from .conftest import TESTS, statuses

PARTS = parts_by_module()
VARIANTS = sorted(path.name for path in (TESTS / "variants").iterdir())
SEEDS = range(20)


def variant_files(name):
    files = package_files(TESTS / "variants" / name / "backprop")
    return {f"backprop/{path}": data for path, data in files.items()}


@pytest.mark.parametrize("variant", VARIANTS)
def test_right_answers_in_other_styles_score_in_full(grade_files, variant):
    """A right solution in another style passes every question, on 20 seeds."""
    files = variant_files(variant)
    parts = [PARTS[path.split("/")[1].removesuffix(".py")] for path in files]
    for seed in SEEDS:
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


def test_the_reference_loses_no_point_on_many_seeds(grade_files, solution_files):
    """The solution scores in full on 20 seeds; benchmarks/many_seeds.py does it on 1,000."""
    for seed in SEEDS:
        assert set(statuses(grade_files(solution_files, seed=seed)).values()) == {"passed"}
