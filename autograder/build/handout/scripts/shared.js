"use strict";
// What the live figures share. Without scripts, and in print, the page shows their drawings.

// By the figure's data-live: makes it live, and returns what puts it into a named state.
const live = {};

function html(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function svg(name, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

// A labelled slider. `words` says a value as people read it; `changed` is called on every move.
function slider(label, range, words, changed) {
  const input = html("input", { type: "range", "aria-label": label, ...range });
  const output = html("output");
  const show = () => {
    output.textContent = words(Number(input.value));
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.addEventListener("input", () => { show(); changed(); });
  show();
  return {
    box: html("label", { class: "slider" }, html("span", {}, label), output, input),
    get value() { return Number(input.value); },
    set value(number) { input.value = number; show(); },
  };
}

function button(label, pressed) {
  const element = html("button", { type: "button" }, label);
  element.addEventListener("click", pressed);
  return element;
}

// Puts the controls, and a text that is read out when it changes, between drawing and caption.
function controls(figure, ...children) {
  const report = html("p", { class: "report", role: "status" });
  figure.querySelector("figcaption").before(html("div", { class: "controls" }, ...children), report);
  return report;
}

// The place in a drawing where its data are: x and y turn values into pixels, and a layer on
// top takes shapes and cuts off what sticks out. With `log`, both axes are logarithmic.
function dataArea(drawing, log = false) {
  const [left, right, bottom, top, ...ends] = drawing.dataset.axes.split(" ").map(Number);
  const value = log ? Math.log10 : (number) => number;
  const [x0, x1, y0, y1] = ends.map(value);
  const [width, height] = [right - left, bottom - top];
  const layer = svg("svg", { x: left, y: top, width, height, viewBox: `${left} ${top} ${width} ${height}` });
  // Only what is painted feels a pointer.
  layer.append(svg("rect", { x: left, y: top, width, height, fill: "transparent" }));
  drawing.append(layer);
  return {
    layer,
    x: (number) => left + ((value(number) - x0) / (x1 - x0)) * width,
    y: (number) => bottom - ((value(number) - y0) / (y1 - y0)) * height,
    // The values at the place of a pointer.
    under(event) {
      const point = new DOMPoint(event.clientX, event.clientY);
      const { x, y } = point.matrixTransform(drawing.getScreenCTM().inverse());
      return [x0 + ((x - left) / width) * (x1 - x0), y0 + ((bottom - y) / height) * (y1 - y0)];
    },
    add(name, attributes) {
      const shape = svg(name, attributes);
      layer.append(shape);
      return shape;
    },
  };
}

// A number as people write it: 0.015, −1.06, 1.7e-11.
function say(number, digits = 2) {
  return String(Number(number.toPrecision(digits))).replace(/^-/, "−");
}
