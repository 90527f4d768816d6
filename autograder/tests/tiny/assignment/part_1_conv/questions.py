"""Part 1: a convolution in one dimension, and its gradient."""

from gradescope_utils.autograder_utils.decorators import number, partial_credit

from autograder.core.records import ask
from autograder.grading.case import QuestionCase, calls


class Convolution(QuestionCase):
    @number("1.1")
    @partial_credit(60)
    def test_convolve(self, set_score=None):
        """convolve"""
        small = [self.signals("convolve", 3, 2), self.signals("convolve", 4, 2)]
        others = [self.signals("convolve", n, k) for n in (5, 8) for k in (1, 3, n)]
        self.grade(
            set_score,
            [
                self.family(
                    "a filter of two", small, 2, "write y[0] down by hand: which x meets w[0]?"
                ),
                self.family("other lengths", others, 2, "n numbers and a filter of k: how many y?"),
                *self.manners(small[0]),
            ],
        )

    def signals(self, name, n, k):
        draw = self.rng.integers
        x, w = draw(-4, 5, size=n).astype(float), draw(1, 5, size=k).astype(float)
        return ask(f"conv.{name}", x=x, w=w)

    @number("1.2")
    @partial_credit(40)
    @calls("conv.convolve")
    def test_convolve_gradient(self, set_score=None):
        """convolve_gradient"""
        cases = [self.upstream(n, k) for n, k in ((3, 2), (4, 2), (6, 3), (5, 5))]
        hint = "w[j] meets one x for each y: which of them, and which u comes with it?"
        self.grade(
            set_score,
            [self.family("an upstream gradient", cases, 2, hint), *self.manners(cases[0])],
        )

    def upstream(self, n, k):
        asked = self.signals("convolve_gradient", n, k)
        u = self.rng.integers(-3, 4, size=n - k + 1).astype(float)
        return ask(asked.function, **asked.inputs, u=u)
