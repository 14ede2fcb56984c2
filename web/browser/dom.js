/** Small words for building the page: elements, icons, canvases that stay sharp. */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  reset: "M6 5h2.6v14H6zM20 5v14L9.5 12z",
  step: "M15.4 5H18v14h-2.6zM4 5l10.5 7L4 19z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  minus: "M5 11h14v2H5z",
  whole: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
};

/** An element with attributes (`on...` are listeners, `class` and `data-*` as in HTML) and children. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" }, svg("path", { d: ICONS[name] }));
}

/** A button that shows an icon and says its name to everybody else. */
function iconButton(name, label, onclick, extra = {}) {
  return h("button", { type: "button", "aria-label": label, title: label, onclick, ...extra }, icon(name));
}

/** A short sample of an arm's line: the same colour and dashes as in the charts. */
function lineSample(style) {
  const line = svg("line", {
    x1: 1, y1: 5, x2: 35, y2: 5, stroke: style.colour, "stroke-width": 3.2, "stroke-dasharray": style.dash.join(" "),
  });
  return svg("svg", { viewBox: "0 0 36 10", class: "sample", "aria-hidden": "true" }, line);
}

/** The canvas matched to its box and to the screen's pixels; returns a context that counts in CSS pixels. */
function sharpen(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  const ink = canvas.getContext("2d");
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  ink.clearRect(0, 0, width, height);
  return { ink, width, height, ratio };
}
