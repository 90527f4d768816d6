"""Part 2: the Jacobians of a layer, of activations, and the gradients of losses."""

from __future__ import annotations

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.records import Ask, ask
from ...grading.case import QuestionCase, calls
from ..drawing import draws
from ..picks import diagonal, in_any_order, off_diagonal, up_to_a_factor

SQUARE = "correct where outputs and inputs differ in number: which axis is which if they do not?"
ONE = (
    "correct for larger layers. Here W has a single row or column: write down the shape of the "
    "answer for that size, and keep every axis."
)


class LayerJacobians(QuestionCase):
    @number("2.1")
    @partial_credit(3)
    @tags("linear layer")
    def test_linear_jacobian_x(self, set_score=None):
        """linear_jacobian_x"""
        self.grade_numbers_and_places(
            set_score,
            "jacobians.linear_jacobian_x",
            "z_k is a sum over the inputs: move x_i alone by 1. By how much does z_k change?",
            "the numbers are the right ones, and their places are not: write the shapes of W, x "
            "and z beside the formula. Rows are outputs, columns are inputs.",
        )

    @number("2.2")
    @partial_credit(3)
    @tags("linear layer")
    def test_linear_jacobian_W(self, set_score=None):
        """linear_jacobian_W"""
        self.grade_numbers_and_places(
            set_score,
            "jacobians.linear_jacobian_W",
            "take a layer of two outputs and write z_1 and z_2 out: which weights are in z_1, "
            "and by what is each of them multiplied?",
            "the numbers are the right ones, and their places are not: there are three axes, "
            "first the output k, then the row j and the column i of W.",
        )

    def grade_numbers_and_places(self, set_score, function, numbers_hint, places_hint):
        unlike, square, single = self.layers(function)
        numbers = "the slopes, in any order"
        self.grade(
            set_score,
            [
                self.part(numbers, unlike, "slopes", in_any_order, 5, numbers_hint),
                self.family("more outputs than inputs, or fewer", unlike, hint=places_hint),
                self.family("as many outputs as inputs", square, hint=SQUARE),
                self.family("a single output or input", single, hint=ONE),
                *self.manners(square[2:5], share=1),
            ],
        )

    @number("2.3")
    @partial_credit(2)
    @tags("linear layer")
    def test_linear_jacobian_b(self, set_score=None):
        """linear_jacobian_b"""
        unlike, square, single = self.layers("jacobians.linear_jacobian_b")
        own = "if b_j grows by 1, by how much does z_j grow?"
        others = "to which outputs is b_j added, and to which is it not?"
        counted = "correct where W is square: is your size the number of outputs, or of inputs?"
        self.grade(
            set_score,
            [
                self.part("z_j along b_j", square, "diagonal", diagonal, 3, own),
                self.family("as many outputs as inputs", square, 2, others),
                self.family("more outputs than inputs, or fewer", unlike, 2, counted),
                self.family("a single output or input", single, hint=ONE),
                *self.manners(square[2:5], share=1),
            ],
        )

    def layers(self, function) -> tuple[list[Ask], list[Ask], list[Ask]]:
        """Layers of unlike numbers of outputs and inputs, of equal ones, and with a single one."""
        unlike = [(2, 3), (3, 2), (2, 3), (4, 2), (3, 4), (2, 5), (5, 3), (4, 6), (12, 7), (9, 12)]
        square = [(m, m) for m in (2, 2, 3, 2, 3, 4, 5, 6)]
        single = [(1, 1), (1, 2), (2, 1), (1, 2), (1, 3), (4, 1), (1, 6), (7, 1)]
        return tuple(self.of_sizes(function, of) for of in (unlike, square, single))

    def of_sizes(self, function, drawn):
        asks: list = []
        for draw, (m, n) in zip(draws(self.rng, len(drawn)), drawn, strict=True):
            W, b, x = draw((m, n)), draw(m), draw(n)
            if len(asks) % 3 == 1:
                x[-1], b[-1] = 0.0, b[0]
            if len(asks) % 3 == 2:
                W[-1] = W[0]
            asks.append(ask(function, W=W, b=b, x=x))
        return asks


class ActivationJacobians(QuestionCase):
    @number("2.4")
    @partial_credit(4)
    @tags("activations")
    def test_activation_jacobians(self, set_score=None):
        """sigmoid_jacobian, tanh_jacobian, relu_jacobian"""
        points = {name: self.points(name) for name in ("sigmoid", "tanh", "relu")}
        each = [asks[number] for number in (2, 5, 8) for asks in points.values()]
        self.grade(
            set_score,
            [
                *(self.slopes(name, asks) for name, asks in points.items()),
                *(self.matrix(name, asks) for name, asks in points.items()),
                self.family("ReLU at 0 and close to it", self.kinks(), hint=KINK),
                self.family("sigmoid and tanh far out", self.far_out(), hint=FAR_OUT),
                *self.manners(each, share=1),
            ],
        )

    def slopes(self, name, asks):
        hint = f"what is the slope of {name} at each z? {SLOPES[name]}"
        return self.part(f"the slopes of {name}", asks, "slopes", diagonal, 1.5, hint)

    def matrix(self, name, asks):
        return self.family(f"the Jacobian of {name}", asks, 0.5, MATRIX)

    def points(self, name):
        """Points with equal entries among them; for ReLU, none is at its kink."""
        counts = [1, 2, 3, 2, 1, 4, 5, 3, 6, 8, 15]
        asks: list = []
        for draw, m in zip(draws(self.rng, len(counts), largest=2.0), counts, strict=True):
            z = draw(m)
            z[-1] = z[m // 2]
            if name == "relu":
                z[z == 0] = -2.0
                z[0] = abs(z[0])
            asks.append(ask(f"jacobians.{name}_jacobian", z=z))
        return asks

    def kinks(self):
        """ReLU at 0 of either sign, between other points, and on both sides next to 0."""
        near = [0.0, -0.0, 1e-9, -1e-9, 1e-300, -1e-300]
        drawn = [[0.0], [0.0, 2.0], [-1.0, -0.0, 3.0], *(self.rng.permutation(near) for _ in "abc")]
        return [ask("jacobians.relu_jacobian", z=np.array(z)) for z in drawn]

    def far_out(self):
        """Points as far from 0 as the docstring says, beside points that are not."""
        exponents = [10, 30, 100, 400, 750, 1000]
        return [
            ask(f"jacobians.{name}_jacobian", z=np.array([sign * size, draw(1)[0], -sign * size]))
            for draw, size in zip(draws(self.rng, 6, 2.0), map(float, exponents), strict=True)
            for sign in (1, -1)
            for name in ("sigmoid", "tanh")
        ]


SLOPES = {
    "sigmoid": "It is largest at 0, where it is 1/4, and flat at both ends. The argument is z.",
    "tanh": "It is largest at 0, where it is 1, and flat at both ends. The argument is z.",
    "relu": "Draw it: there are only two slopes, one on each side of 0.",
}
MATRIX = (
    "the slopes are correct, and the matrix is not: a_k depends on z_k alone. Where in an "
    "(m, m) matrix is the slope of output k along input k, and what is everywhere else?"
)
KINK = (
    "correct away from 0. At z = 0, and only there, the docstring says which slope to take: look "
    "at your comparison, or at your division."
)
FAR_OUT = (
    "correct near 0. Far out the slope is 0, and e^1000 is too large for a float: what is the "
    "largest number that you hand to exp?"
)

APART = (
    "correct for moderate logits. e^1000 is too large for a float, and the sum of many e^-1000 "
    "is 0: what is the largest number that you hand to exp, in each row?"
)


def far_apart(rng: np.random.Generator):
    """Logits of which each in turn, also their mean, is too far from the largest for exp."""
    offsets = np.array([-990.0, 990.0, 990.0, 0.0])
    near = rng.normal(size=4).round(2)
    return [near + np.roll(offsets, places) for places in range(4)]


class SoftmaxJacobian(QuestionCase):
    @number("2.5")
    @partial_credit(3)
    @tags("softmax")
    def test_softmax_jacobian(self, set_score=None):
        """softmax_jacobian"""
        drawn = [2, 2, 3, 2, 3, 3, 4, 5, 6, 12]
        several = self.of_sizes(drawn)
        own = "how does p_k change with its own z_k? Differentiate e^(z_k) / sum for i = k."
        other = (
            "if z_i grows, the sum grows, and so each other p_k changes. Differentiate "
            "e^(z_k) / sum for i != k, where only the sum depends on z_i."
        )
        one = "correct for more logits: p of a single one is 1, and the answer is still a matrix."
        self.grade(
            set_score,
            [
                self.part("p_k along z_k", several, "diagonal", diagonal, 3, own),
                self.part(
                    "p_k along the other z_i",
                    several,
                    "part off the diagonal",
                    off_diagonal,
                    3,
                    other,
                ),
                self.family("a single logit", self.of_sizes([1, 1, 1]), hint=one),
                self.family("logits from -1000 to 1000", self.large(), hint=APART),
                *self.manners(several[3:6], share=1),
            ],
        )

    def of_sizes(self, drawn):
        return [
            ask("jacobians.softmax_jacobian", z=draw(m))
            for draw, m in zip(draws(self.rng, len(drawn), 2.0), drawn, strict=True)
        ]

    def large(self):
        near = [sign * 998.0 + self.rng.integers(-2, 3, size=3) for sign in (1, -1)]
        return [ask("jacobians.softmax_jacobian", z=z) for z in (*near, *far_apart(self.rng))]


DIRECTION = "the slopes, up to one factor"


class LossGradients(QuestionCase):
    @number("2.6")
    @partial_credit(2)
    @tags("losses")
    def test_mse_gradient(self, set_score=None):
        """mse_gradient"""
        several = self.of_sizes([(2, 2), (2, 3), (3, 2), (2, 2), (4, 3), (3, 3), (5, 4), (12, 11)])
        slopes = (
            "each entry of y_hat is in one term of the sum alone: what is the derivative of "
            "(y_hat - y)^2 along it? The answer has the shape of y_hat."
        )
        factor = (
            "correct up to a factor. Which number does the square bring down, over how many "
            "numbers is the mean, and does the loss grow or fall if y_hat grows?"
        )
        one = (
            "correct for several examples and outputs. Here there is one of either, or every "
            "prediction is correct: over how many numbers is the mean, and what is the shape?"
        )
        self.grade(
            set_score,
            [
                self.part(DIRECTION, several, "direction", up_to_a_factor, 5, slopes),
                self.family("several examples and outputs", several, 2, factor),
                self.family("a single example or output", self.few(), hint=one),
                *self.manners(several[2:5], share=1),
            ],
        )

    def of_sizes(self, drawn):
        asks: list = []
        for draw, size in zip(draws(self.rng, len(drawn)), drawn, strict=True):
            y_hat, y = draw(size), draw(size)
            y.flat[0] = y_hat.flat[0] + 1.0  # so that not all is predicted correctly
            asks.append(ask("jacobians.mse_gradient", y_hat=y_hat, y=y))
        return asks

    def few(self):
        correct = self.rng.integers(-3, 4, size=(3, 2)).astype(float)
        perfect = ask("jacobians.mse_gradient", y_hat=correct, y=correct)
        return [*self.of_sizes([(1, 1), (1, 2), (3, 1), (1, 4), (2, 1), (1, 6), (9, 1)]), perfect]

    @number("2.7")
    @partial_credit(3)
    @tags("losses", "softmax")
    @calls("jacobians.softmax_jacobian")
    def test_softmax_cross_entropy_gradient(self, set_score=None):
        """softmax_cross_entropy_gradient"""
        all_occur = self.classified([(2, 2), (3, 2), (3, 3), (4, 3), (5, 4), (4, 4), (7, 5)])
        slopes = (
            "take a single example and differentiate log(sum_i e^(z_i)) - z_label along each "
            "z_i: what comes of the first term, and to which class does the second one belong?"
        )
        factor = (
            "correct up to a factor: the loss is a mean over how many examples, and should it "
            "grow or fall with the logit of the right class?"
        )
        absent = (
            "correct where each class occurs among the labels. Here some do not: a label is the "
            "number of a column of logits, and the number of classes is that of the columns."
        )
        self.grade(
            set_score,
            [
                self.part(DIRECTION, all_occur, "direction", up_to_a_factor, 5, slopes),
                self.family("labels of every class", all_occur, hint=factor),
                self.family("classes without a label", self.some_absent(), hint=absent),
                self.family("logits from -1000 to 1000", self.large_rows(), hint=APART),
                *self.manners(all_occur[2:5], share=1),
            ],
        )

    def classified(self, drawn):
        """Examples of every class, in no order."""
        asks: list = []
        for draw, (n, k) in zip(draws(self.rng, len(drawn), 2.0), drawn, strict=True):
            labels = self.rng.permutation(np.arange(n) % k)
            asks.append(self.of_labels(draw((n, k)), labels))
        return asks

    def some_absent(self):
        """One example; more classes than examples; neither the first nor the last class."""
        drawn = [(1, 2), (1, 3), (2, 3), (3, 4), (4, 4), (5, 3), (2, 6), (6, 14)]
        asks: list = []
        for draw, (n, k) in zip(draws(self.rng, len(drawn), 2.0), drawn, strict=True):
            few = [[0], [k - 1], [1], list(range(1, k)), list(range(k - 1)), [k - 1, k - 2]]
            asks += [self.of_labels(draw((n, k)), self.rng.choice(among, n)) for among in few]
        return asks

    def large_rows(self):
        """Rows of logits far from 0, from each other, and with logits that are far apart."""
        rows = far_apart(self.rng)
        lowest, highest = (np.array([pick(row) for row in rows]) for pick in (np.argmin, np.argmax))
        near = self.rng.integers(-2, 3, size=(3, 4)).astype(float)
        apart = [near + np.roll([[990.0], [-990.0], [0.0]], places, axis=0) for places in range(3)]
        return [
            *(self.of_labels(logits, np.array([2, 0, 3])) for logits in (near + 990, near - 990)),
            *(self.of_labels(logits, np.array([1, 3, 0])) for logits in apart),
            *(self.of_labels(np.array(rows), labels) for labels in (lowest, highest)),
            self.of_labels(near * 20, np.array([1, 2, 1])),
        ]

    def of_labels(self, logits, labels):
        return ask(
            "jacobians.softmax_cross_entropy_gradient", logits=logits, labels=np.asarray(labels)
        )
