// The derivative of x⁵ by differences: the reader moves h and sees digits cancel.

function fifthPower(x) {
  return x * x * x * x * x;
}

// The imaginary part of (x + ih)⁵, by complex products.
function imaginaryFifthPower(x, h) {
  let [real, imaginary] = [x, h];
  for (let factor = 1; factor < 5; factor++) {
    [real, imaginary] = [real * x - imaginary * h, real * h + imaginary * x];
  }
  return imaginary;
}

// The relative errors of the forward and the central difference and of the complex step.
function valleyErrors(x, h) {
  const exact = 5 * x * x * x * x;
  const forward = (fifthPower(x + h) - fifthPower(x)) / h;
  const central = (fifthPower(x + h) - fifthPower(x - h)) / (2 * h);
  const complex = imaginaryFifthPower(x, h) / h;
  return [forward, central, complex].map((derivative) => Math.abs(derivative - exact) / exact);
}

live.valley = (figure, data) => {
  const area = dataArea(figure.querySelector(".panels svg"), true);
  const line = area.add("line", { class: "marker" });
  const dots = ["forward", "central", "complex"].map((kind) => area.add("circle", { class: `dot ${kind}`, r: 6 }));
  const size = (at) => data.steps[at].toExponential(1);
  const inputs = { h: slider("step h", { min: 0, max: data.steps.length - 1, value: 14 }, size, draw) };
  const digits = html("div", { class: "digits" });
  const report = controls(figure, inputs.h.box, digits);

  // The two values and their difference below each other; how many of the 16 digits cancelled.
  function subtract(near, here) {
    const rows = { "f(x + h)": near, "− f(x)": here, "difference": near - here };
    digits.replaceChildren(...Object.entries(rows).map(([label, number]) =>
      html("p", {}, html("span", {}, label), number.toFixed(17).replace("-", "−"))));
    return Math.min(16, Math.floor(Math.log10(here / Math.abs(near - here))));
  }

  function draw() {
    const h = data.steps[inputs.h.value];
    const errors = valleyErrors(data.x, h);
    line.setAttribute("x1", area.x(h));
    line.setAttribute("x2", area.x(h));
    line.setAttribute("y1", area.y(10));
    line.setAttribute("y2", area.y(3e-18));
    dots.forEach((dot, which) => {
      dot.setAttribute("cx", area.x(h));
      dot.setAttribute("cy", area.y(Math.max(errors[which], 1e-17)));
    });
    const cancelled = subtract(fifthPower(data.x + h), fifthPower(data.x));
    report.textContent = `Of 16 digits, about ${Math.max(0, cancelled)} cancel. Relative errors: forward ${errors[0].toExponential(1)}, `
      + `central ${errors[1].toExponential(1)}, complex step ${errors[2].toExponential(1)}.`;
  }
  draw();
  return (state) => {
    inputs.h.value = state.h;
    draw();
  };
};
