// Full gradient descent and SGD on a loss with two minima, for any batch size and order.

// The signs of the examples, in the order in which they are drawn, from hexadecimal digits.
function escapeSigns(order) {
  return [...order].flatMap((digit) => [8, 4, 2, 1].map((bit) => (parseInt(digit, 16) & bit ? 1 : -1)));
}

function escapeSlope(theta) {
  return theta ** 3 - theta + 1 / 8;
}

function escapePath(data, batch, order) {
  const signs = escapeSigns(data.orders[order]);
  const path = [data.start];
  for (let step = 0; step < data.steps; step++) {
    const drawn = signs.slice(step * batch, (step + 1) * batch);
    const mean = drawn.reduce((sum, sign) => sum + sign, 0) / batch;
    const theta = path[step];
    path.push(theta - data.rate * (escapeSlope(theta) + mean * data.against * (theta - data.deep)));
  }
  return path;
}

live.escape = (figure, data) => {
  const loss = (theta) => theta ** 4 / 4 - theta ** 2 / 2 + theta / 8;
  const [hills, course] = [...figure.querySelectorAll(".moving svg")].map((drawing) => dataArea(drawing));
  const sizes = [1, 2, 4, 8, 16];
  const inputs = {
    batch: slider("batch size B", { min: 0, max: 4, value: 0 }, (at) => `${sizes[at]} of ${data.examples}`, draw),
    order: slider("order of the examples", { min: 1, max: data.orders.length, value: 7 }, (number) => `no. ${number}`, draw),
    steps: slider("step", { min: 0, max: data.steps, value: data.steps }, String, draw),
  };
  const play = button("Play", run);
  const report = controls(figure, ...Object.values(inputs).map((input) => input.box), play);
  const lines = ["full", "sgd"].map((kind) => course.add("polyline", { class: `trail ${kind}` }));
  const groups = ["full", "sgd"].map((kind) => hills.add("g", { class: `dots ${kind}` }));
  let timer = 0;

  const crossed = (path) => path.at(-1) < 0;
  function draw() {
    const [batch, steps] = [sizes[inputs.batch.value], inputs.steps.value];
    const paths = [escapePath(data, data.examples, 0), escapePath(data, batch, inputs.order.value - 1)];
    paths.forEach((path, which) => {
      const seen = path.slice(0, steps + 1);
      lines[which].setAttribute("points", seen.map((theta, step) => [course.x(step), course.y(theta)]).join(" "));
      const dot = (theta, at) => svg("circle", { cx: hills.x(theta), cy: hills.y(loss(theta)), r: at === steps ? 7 : 3 });
      groups[which].replaceChildren(...seen.map(dot));
    });
    const count = data.orders.filter((_, order) => crossed(escapePath(data, batch, order))).length;
    report.textContent = `After ${steps} steps: all examples at θ = ${say(paths[0][steps], 3)}, `
      + `batches of ${batch} at θ = ${say(paths[1][steps], 3)}. With this batch size, ${count} of `
      + `${data.orders.length} orders have crossed the hump after ${data.steps} steps.`;
  }

  function run() {
    clearInterval(timer);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) inputs.steps.value = data.steps;
    else {
      inputs.steps.value = 0;
      timer = setInterval(() => {
        inputs.steps.value += 1;
        draw();
        if (inputs.steps.value >= data.steps) clearInterval(timer);
      }, 80);
    }
    draw();
  }
  draw();
  return (state) => {
    clearInterval(timer);
    if ("batch" in state) inputs.batch.value = sizes.indexOf(state.batch);
    if ("order" in state) inputs.order.value = state.order;
    inputs.steps.value = state.steps ?? data.steps;
    draw();
  };
};
