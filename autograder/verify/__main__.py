"""python -m autograder.verify 2.5 3: the mutants of these questions and parts that keep points."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from ..core.help import parser
from ..grading.grade import NoSuchQuestion, selected
from ..grading.questions import all_questions
from ..sandbox.limits import ONE_THREAD
from .mutation import fate, mutants_in

SEEDS = range(2)


def main(only: Sequence[str]):
    """Print each mutant that keeps all of its question's points, and how much the others lose.

    NoSuchQuestion where one is named that does not exist.
    """
    selected(all_questions(None), only)
    os.environ.update(ONE_THREAD)
    lost: dict[str, list[float]] = {}
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for one in pool.map(partial(fate, seeds=SEEDS), mutants_in(only), chunksize=4):
            lost.setdefault(one.mutant.question, []).append(one.lost)
            if one.escaped:
                print(one.complaint(), flush=True)
    for question, parts in sorted(lost.items()):
        none, few, half = (sum(part < least for part in parts) for least in (1e-9, 0.1, 0.5))
        print(
            f"{question}: of {len(parts)} mutants {none} lose nothing, "
            f"{few} less than a tenth, {half} less than half"
        )


if __name__ == "__main__":
    arguments = parser(__doc__)
    arguments.add_argument("only", nargs="*", metavar="NUMBER", help="of a question or a part")
    try:
        main(arguments.parse_args().only)
    except NoSuchQuestion as error:
        arguments.error(str(error))
