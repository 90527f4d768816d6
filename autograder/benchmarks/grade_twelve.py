"""Grades submissions with this kit by the twelve checks, confined, one after another.

python grade_twelve.py QUESTIONS RESULTS_FOLDER SUBMISSION... as Gradescope's grade.py does
it, and as a grading process of `autograder batch` does it. QUESTIONS is twelve_questions,
one for each check, or three_questions, one for each part.
"""

import pathlib
import sys
from collections.abc import Sequence
from functools import partial


def main(questions: str, results: pathlib.Path, paths: Sequence[pathlib.Path]):
    """Grade folders; of each a JSON file with its name is written to `results`."""
    from autograder.grading.clean_start import clean_workers, load_grader

    with clean_workers() as workers:
        from autograder.intake import read_submission, start_reading

        first = start_reading(paths[0])
        load_grader()
        from autograder.grading.grade import grade_submission, require_confinement

        def chosen(session):
            from autograder.benchmarks import twelve_checks

            return getattr(twelve_checks, questions)(session)

        require_confinement(workers, results)
        for path in paths:
            read = first if path is paths[0] else partial(read_submission, path)
            target = results / f"{path.name}.json"
            grade_submission(read(), workers, target, questions=chosen)


if __name__ == "__main__":
    sys.path[0] = str(pathlib.Path(__file__).resolve().parents[2])
    main(sys.argv[1], pathlib.Path(sys.argv[2]), [pathlib.Path(path) for path in sys.argv[3:]])
    from autograder.core.deadline import leave

    leave()
