// Brings the figures to life, and the rest of the page: answers, copy buttons, print.

for (const figure of document.querySelectorAll("figure[data-live]")) {
  const data = figure.querySelector("script");
  figure.classList.add("alive");
  figure.querySelector(".moving")?.removeAttribute("hidden");
  const enter = live[figure.dataset.live](figure, data && JSON.parse(data.textContent));
  for (const answer of document.querySelectorAll(`[data-figure=${figure.id}]`)) {
    const pairs = answer.dataset.state.split(" ").map((pair) => pair.split("="));
    const state = Object.fromEntries(pairs.map(([name, value]) => [name, Number(value)]));
    answer.addEventListener("toggle", () => answer.open && enter(state));
  }
}

for (const code of document.querySelectorAll("pre:not(.docstring) > code")) {
  const copy = button("Copy", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      copy.textContent = "Copied";
    } catch { // Not allowed here: the text is selected, and the reader copies it.
      getSelection().selectAllChildren(code);
      copy.textContent = "Selected";
    }
  });
  copy.classList.add("copy");
  code.parentElement.before(copy);
}

// Browsers without ::details-content print what is open.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open], .predict)")];
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});
