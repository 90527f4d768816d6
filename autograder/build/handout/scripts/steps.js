// A figure that is built up step by step, with the text of one step at a time.

live.steps = (figure) => {
  const texts = [...figure.querySelectorAll(".steps > li")];
  const groups = texts.map((_, at) => figure.querySelectorAll(`.step-${at + 1}`));
  const input = slider("step", { min: 0, max: texts.length, value: 0 }, (step) => `${step} of ${texts.length}`, draw);
  const move = (by) => () => { input.value += by; draw(); };
  const [back, next] = [button("Back", move(-1)), button("Next", move(1))];
  const report = controls(figure, back, next, input.box);

  function draw() {
    const step = input.value;
    groups.forEach((group, at) => group.forEach((part) => {
      part.classList.toggle("later", at >= step);
      part.classList.toggle("now", at === step - 1);
    }));
    report.replaceChildren(...(step ? texts[step - 1].cloneNode(true).childNodes : ["Nothing is computed yet. Press Next."]));
    back.disabled = step === 0;
    next.disabled = step === texts.length;
  }
  draw();
  return (state) => {
    input.value = state.step;
    draw();
  };
};
