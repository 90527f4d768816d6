"""The live figures in a real browser: mouse, keyboard and touch, and their numbers."""

import contextlib
import json

import numpy as np
import pytest

from autograder.assignment.figures import derivatives, graphs, surfaces
from autograder.build.command import PAGE
from autograder.build.handout.figures import live_data
from autograder.grading.reference import Reference

PHONE = 360


@pytest.fixture(scope="module")
def functions():
    return Reference().functions


class Figure:
    """A figure on the page: what it says, its sliders by label, and how it looks."""

    def __init__(self, page, name):
        self.page, self.handle = page, page.handle.locator(f"#figure-{name}")

    def slider(self, label):
        return self.handle.get_by_label(label, exact=True)

    def slide(self, label, value):
        self.slider(label).fill(str(value))

    def press(self, name):
        self.handle.get_by_role("button", name=name).click()

    @property
    def report(self):
        return self.handle.locator(".report").inner_text()

    @property
    def picture(self):
        """Its drawing's pixels, as a PNG."""
        return self.handle.locator(".panels:visible").first.screenshot()


@contextlib.contextmanager
def opened(browser, name, **style):
    """The figure `name` on a freshly opened page; no script may complain."""
    with browser.opened(PAGE, **style) as page:
        yield Figure(page, name)
        assert (page.requests, page.complaints) == ([], [])


def reveal(figure, words):
    """Open the answer to the prediction that says these words."""
    figure.page.handle.locator("details.predict summary", has_text=words).click()


def seen(number, digits=2):
    """A number as the figures say it: JavaScript writes it out down to a millionth."""
    rounded = float(f"{number:.{digits}g}")
    positional = np.format_float_positional(rounded, trim="-")
    return (positional if abs(rounded) >= 1e-6 else f"{rounded:g}").replace("-", "−")


# The numbers of the scripts are those of the tested code.


def test_the_path_on_the_bowl_is_the_references(browser, functions):
    """Every θ on the way is that of the reference, for small and large rates."""
    with opened(browser, "learning-rates") as figure:
        for alpha in (0.004, 0.08, 0.102):
            path = figure.page.handle.evaluate(f"() => descentPath([1.2, -0.7], {alpha}, 40)")
            expected = functions("descent.gradient_descent")(
                surfaces.bowl_gradient, [1.2, -0.7], alpha, 40
            )
            assert np.allclose(path, expected, rtol=1e-12)


def test_the_paths_over_the_hump_are_the_references(browser, functions):
    """For each batch size and twenty orders; the full batch walks as gradient descent does."""
    data = live_data("escape", Reference())
    with opened(browser, "escape") as figure:
        for batch in (1, 2, 4, 8, 16):
            call = (
                f"() => [...Array(20).keys()].map(k => escapePath({json.dumps(data)}, {batch}, k))"
            )
            for seed, path in enumerate(figure.page.handle.evaluate(call)):
                expected = surfaces.stochastic_path(functions, batch, seed)
                assert np.allclose(path, expected, atol=1e-9)
    full = functions("descent.gradient_descent")(
        surfaces.hilly_slope, [surfaces.START], surfaces.RATE, surfaces.STEPS
    )
    assert np.allclose(path, full[:, 0], atol=1e-9)


def test_the_errors_in_the_valley_are_the_references(browser):
    """To the last bit, for each h of the slider."""
    with opened(browser, "valley") as figure:
        steps = json.dumps(derivatives.STEPS)
        errors = figure.page.handle.evaluate(
            f"() => {steps}.map(h => valleyErrors({derivatives.POINT}, h))"
        )
    assert errors == [derivatives.difference_errors(h) for h in derivatives.STEPS]


def test_how_many_orders_escape():
    """As the text says: all 20 for batches of one and of two, 4 for batches of four, then none."""
    functions = Reference().functions
    ends = [
        sum(surfaces.stochastic_path(functions, batch, seed)[-1] < 0 for seed in range(20))
        for batch in (1, 2, 4, 8, 16)
    ]
    assert ends == [20, 20, 4, 0, 0]


def test_the_network_shows_the_references_numbers(browser, functions):
    """Each value and gradient of the 2-3-2 network stands in its drawing, once per weight."""
    _, A = functions("network.forward")(graphs.BY_HAND, ["relu", "identity"], graphs.INPUT)
    loss, grads = functions("network.loss_and_gradients")(
        graphs.BY_HAND, ["relu", "identity"], graphs.INPUT, graphs.TARGET, "mse"
    )
    with opened(browser, "by-hand") as figure:
        forward, backward = (
            drawing.locator("text").all_text_contents()
            for drawing in figure.handle.locator("[role=img] > svg").all()
        )
    assert f"L {graphs.number(loss)}" in forward
    assert {f"ŷ {graphs.number(y)}" for y in A[-1][0]} < set(forward)
    for dW, delta in grads:
        assert {graphs.number(entry) for entry in dW.ravel()} <= set(backward)
        assert {f"δ {graphs.number(entry)}" for entry in delta} <= set(backward)


# Mouse, keyboard, touch.


def test_the_mouse_drags_the_start(browser, functions):
    """The dot follows the mouse, the path starts there, and the report says where it ends."""
    with opened(browser, "learning-rates") as figure:
        before, handle = figure.picture, figure.handle.locator(".handle")
        box = handle.bounding_box()
        mouse = figure.page.handle.mouse
        figure.handle.locator(".moving").scroll_into_view_if_needed()
        box = handle.bounding_box()
        mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        mouse.down()
        mouse.move(box["x"] - 90, box["y"] + 120, steps=5)
        mouse.up()
        after = handle.bounding_box()
        assert after["x"] == pytest.approx(box["x"] - 90 - box["width"] / 2, abs=3)
        assert figure.picture != before
        start = [float(figure.slider(f"start θ{one}").input_value()) for one in "₁₂"]
        end = functions("descent.gradient_descent")(surfaces.bowl_gradient, start, 0.08, 12)[-1]
        assert f"θ = ({seen(end[0])}, {seen(end[1])})" in figure.report


def test_a_tap_moves_the_start(browser):
    """On a phone the path starts where the drawing is tapped."""
    with opened(browser, "learning-rates", width=PHONE, touch=True) as figure:
        drawing = figure.handle.locator(".moving svg svg")
        drawing.scroll_into_view_if_needed()
        box = drawing.bounding_box()
        before = figure.slider("start θ₁").input_value()
        figure.page.handle.touchscreen.tap(box["x"] + 40, box["y"] + 60)
        assert float(figure.slider("start θ₁").input_value()) < 0 < float(before)


def drag_with_a_finger(page, start, *places):
    """The events of a touch screen: the finger comes down, moves, and is lifted."""
    session = page.context.new_cdp_session(page)
    touches = [("touchStart", [start]), *(("touchMove", [place]) for place in places)]
    for kind, points in [*touches, ("touchEnd", [])]:
        event = {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
        session.send("Input.dispatchTouchEvent", event)


def test_a_finger_drags_the_start(browser):
    """The dot follows the finger, the picture changes, and the page does not scroll."""
    with opened(browser, "learning-rates", width=PHONE, touch=True) as figure:
        handle = figure.handle.locator(".handle")
        figure.handle.locator(".moving svg svg").scroll_into_view_if_needed()
        box, before = handle.bounding_box(), figure.picture
        scrolled = figure.page.handle.evaluate("() => scrollY")
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        places = [(x - 80 * share, y + 60 * share) for share in (0.3, 0.6, 1)]
        drag_with_a_finger(figure.page.handle, (x, y), *places)
        after = handle.bounding_box()
        assert (after["x"] - box["x"], after["y"] - box["y"]) == pytest.approx((-80, 60), abs=3)
        assert figure.page.handle.evaluate("() => scrollY") == scrolled
        assert figure.picture != before


def test_the_keyboard_changes_the_learning_rate(browser):
    """Arrow keys on the focused slider; the reader hears the value and the outcome."""
    with opened(browser, "learning-rates") as figure:
        before = figure.picture
        figure.slider("learning rate α").focus()
        for _ in range(11):
            figure.page.handle.keyboard.press("ArrowRight")
        assert figure.slider("learning rate α").get_attribute("aria-valuetext") == "0.102"
        assert "θ₂ by −1.04" in figure.report and figure.picture != before
        assert figure.handle.locator(".report").get_attribute("role") == "status"


def test_an_answer_is_shown_only_after_the_prediction(browser):
    """Opened, it puts its figure into the state in question."""
    with opened(browser, "escape") as figure:
        answer = figure.page.handle.get_by_text("in all of 20 orders")
        assert not answer.is_visible()
        reveal(figure, "Batches of one always escape here")
        assert answer.is_visible()
        assert figure.slider("batch size B").get_attribute("aria-valuetext") == "4 of 16"
        assert "4 of 20 orders have crossed the hump" in figure.report
        figure.slide("batch size B", 1)
        assert "20 of 20 orders" in figure.report


def test_every_prediction_that_names_a_figure_moves_it(browser):
    """The state of each answer changes what its figure reports."""
    with browser.opened(PAGE) as page:
        for answer in page.handle.locator("details[data-figure]").all():
            report = page.handle.locator(f"#{answer.get_attribute('data-figure')} .report")
            before = report.inner_text()
            answer.locator("summary").click()
            page.handle.wait_for_function(
                "([report, before]) => report.innerText !== before",
                arg=[report.element_handle(), before],
            )
        assert page.complaints == []


def test_sgd_plays(browser):
    """Play starts at step 0 and ends at 60; with reduced motion it is at the end at once."""
    with opened(browser, "escape") as figure:
        figure.press("Play")
        assert int(figure.slider("step").input_value()) < 60
        figure.page.handle.wait_for_function(
            "slider => slider.value === '60'", arg=figure.slider("step").element_handle()
        )
    with opened(browser, "escape") as figure:
        figure.page.handle.emulate_media(reduced_motion="reduce")
        figure.press("Play")
        assert figure.slider("step").input_value() == "60"


def test_steps_are_shown_one_after_the_other(browser):
    """Next shows a step's numbers and text, Back hides them; the keyboard does it too."""
    with opened(browser, "by-hand") as figure:
        figure.page.handle.emulate_media(reduced_motion="reduce")
        value = figure.handle.locator("text", has_text="z 2.5")
        opacity = "e => getComputedStyle(e.closest('.step-1')).opacity"
        assert value.evaluate(opacity) == "0" and "Press Next" in figure.report
        before = figure.picture
        figure.press("Next")
        assert value.evaluate(opacity) == "1" and "adds up its weighted inputs" in figure.report
        assert figure.picture != before
        figure.press("Back")
        assert value.evaluate(opacity) == "0" and "Press Next" in figure.report
        figure.slider("step").focus()
        figure.page.handle.keyboard.press("End")
        assert figure.handle.locator(".later").count() == 0 and "layer 1" in figure.report
        assert figure.handle.get_by_role("button", name="Next").is_disabled()


def test_the_graph_sends_derivatives_back(browser):
    """Its last step says how the two contributions to x add up."""
    with opened(browser, "reverse-graph") as figure:
        for _ in range(5):
            figure.press("Next")
        assert "1 + 3 = 4" in figure.report


def test_the_step_of_a_difference_slides(browser):
    """At h = 1e-12 eleven digits cancel, and the report names the error of the figure's code."""
    with opened(browser, "valley") as figure:
        before = figure.picture
        figure.slide("step h", derivatives.STEPS.index(10 ** (-48 / 4)))
        forward = derivatives.difference_errors(1e-12)[0]
        assert f"{forward:.1e}" == "1.3e-05"
        assert "about 11 cancel" in figure.report and "forward 1.3e-5" in figure.report
        assert figure.picture != before


def test_live_figures_fit_a_phone(browser):
    """Drawings and controls keep their column, and what is touched is large enough."""
    with browser.opened(PAGE, width=PHONE) as page:
        boxes = page.handle.evaluate("""() =>
            [...document.querySelectorAll(".controls input, .controls button, .panels > svg")]
                .map(e => e.getBoundingClientRect()).filter(box => box.width)
                .map(box => [box.left, box.right, box.height])""")
        assert len(boxes) > 25
        assert all(left >= 0 and right <= PHONE and height >= 28 for left, right, height in boxes)


def test_print_shows_the_still_figures(browser):
    """Printed, there are no controls, every step is there, and the cells of the notebook."""
    with opened(browser, "by-hand", width=700) as figure:
        page = figure.page.handle
        page.emulate_media(media="print", reduced_motion="reduce")
        assert not page.locator(".controls").first.is_visible()
        assert page.locator("#figure-learning-rates [role=img]").is_visible()
        assert not page.locator("#figure-learning-rates .moving").is_visible()
        assert figure.handle.locator(".steps").is_visible()
        opacities = page.evaluate(
            "() => [...document.querySelectorAll('.later')].map(e => getComputedStyle(e).opacity)"
        )
        assert set(opacities) == {"1"}
        cell = page.locator("details pre", has_text="def test_accuracy")
        assert cell.bounding_box()["height"] > 200


def test_code_is_copied(browser):
    """The button beside a cell copies its text, and says so."""
    with opened(browser, "digits") as figure:
        page = figure.page.handle
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("summary", has_text="cell try-swelling").click()
        page.locator("details[open]", has_text="cell try-swelling").get_by_text("Copy").click()
        page.get_by_text("Copied").wait_for()
        assert "from backprop.symbolic import" in page.evaluate("navigator.clipboard.readText()")
