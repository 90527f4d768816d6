// Gradient descent on the bowl θ₁² + 10 θ₂²: the reader moves the start and the learning rate.

function descentPath(start, alpha, steps) {
  const path = [start];
  for (let step = 0; step < steps; step++) {
    const [x, y] = path[step];
    path.push([x - alpha * 2 * x, y - alpha * 20 * y]);
  }
  return path;
}

live.descent = (figure) => {
  const area = dataArea(figure.querySelector(".moving svg"));
  const trail = area.add("polyline", { class: "trail" });
  const dots = area.add("g", { class: "dots" });
  const handle = area.add("circle", { class: "handle", r: 10 });
  const ends = { min: -1.5, max: 1.5, step: 0.01 };
  const inputs = {
    alpha: slider("learning rate α", { min: 0.002, max: 0.12, step: 0.002, value: 0.08 }, (a) => a.toFixed(3), draw),
    steps: slider("steps", { min: 0, max: 40, value: 12 }, String, draw),
    x: slider("start θ₁", { ...ends, value: 1 }, say, draw),
    y: slider("start θ₂", { ...ends, value: 1 }, say, draw),
  };
  const report = controls(figure, ...Object.values(inputs).map((input) => input.box));

  function draw() {
    const alpha = inputs.alpha.value;
    const path = descentPath([inputs.x.value, inputs.y.value], alpha, inputs.steps.value);
    // What has left the picture far behind is not drawn: browsers do not like huge numbers.
    const seen = path.filter((point) => Math.hypot(...point) < 1e4).map(([x, y]) => [area.x(x), area.y(y)]);
    trail.setAttribute("points", seen.join(" "));
    dots.replaceChildren(...seen.map(([cx, cy]) => svg("circle", { cx, cy, r: 3 })));
    handle.setAttribute("cx", seen[0][0]);
    handle.setAttribute("cy", seen[0][1]);
    const [x, y] = path.at(-1);
    report.textContent = `After ${inputs.steps.value} steps: θ = (${say(x)}, ${say(y)}), loss ${say(x * x + 10 * y * y)}. `
      + `Each step multiplies θ₁ by ${say(1 - 2 * alpha, 3)} and θ₂ by ${say(1 - 20 * alpha, 3)}.`;
  }

  function startUnder(event) {
    [inputs.x.value, inputs.y.value] = area.under(event);
    draw();
  }
  // A finger on the dot moves it, not the page. (For parts of a drawing, touch-action does not do.)
  handle.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
  handle.addEventListener("pointermove", (event) => {
    if (handle.hasPointerCapture(event.pointerId)) startUnder(event);
  });
  area.layer.addEventListener("click", startUnder);
  draw();
  return (state) => {
    for (const [name, number] of Object.entries(state)) inputs[name].value = number;
    draw();
  };
};
