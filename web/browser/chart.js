/** One outcome over time, an arm a line; what has not happened yet is not drawn. */

const INK = { axis: "#6b7480", grid: "#e7e5df", veil: "#f4f2ec", shock: "#b5651d", cursor: "#1d2733" };

class Chart {
  constructor(theatre, outcome) {
    this.theatre = theatre;
    this.outcome = outcome;
    this.canvas = h("canvas", { role: "img" });
    this.tip = h("div", { class: "tip", hidden: true });
    const caption = h("figcaption", { title: outcome.doc }, h("b", {}, titled(outcome.label)), " ", h("small", {}, unitShown(outcome)));
    this.element = h("figure", { class: "chart", "data-outcome": outcome.name }, caption, h("div", { class: "plot" }, this.canvas, this.tip));
    this.scale = niceScale(theatre.films.arms.flatMap((arm) => Array.from(arm.series[outcome.name])));
    this.labels = this.scale.ticks.map((tick) => figure(tick, outcome.unit, this.scale.step));
    this.watch();
  }

  /** Point to read the figures of a month; press and drag to go there. */
  watch() {
    const { canvas, theatre } = this;
    let pressed = false;
    const monthAt = (event) => {
      const box = canvas.getBoundingClientRect();
      const share = (event.clientX - box.left - this.left) / (box.width - this.left - this.right);
      return Math.round(Math.min(Math.max(share, 0), 1) * theatre.films.months);
    };
    canvas.addEventListener("pointerdown", (event) => {
      pressed = true;
      canvas.setPointerCapture(event.pointerId);
      theatre.seek(monthAt(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (pressed) theatre.seek(monthAt(event));
      theatre.peek(Math.min(monthAt(event), theatre.month), this);
    });
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
      canvas.addEventListener(name, () => {
        pressed = false;
        if (name === "pointerleave") theatre.peek(null);
      });
    }
  }

  /** Room that the labels of the vertical axis need. */
  labelWidth(text) {
    const ink = this.canvas.getContext("2d");
    ink.font = fontOf(text);
    return Math.max(...this.labels.map((label) => ink.measureText(label).width)) + 8;
  }

  draw() {
    const { theatre, outcome } = this;
    const { films, month, baseline, peeked } = theatre;
    const { ink, width, height } = sharpen(this.canvas);
    const text = theatre.textSize;
    ink.font = fontOf(text);
    this.left = theatre.gutter; // the same in all charts, so that the months stand under one another
    this.right = 8;
    const bottom = height - text - 8;
    const x = (m) => this.left + (m / films.months) * (width - this.left - this.right);
    const top = text * 0.7;
    const y = (v) => bottom - ((v - this.scale.low) / (this.scale.high - this.scale.low)) * (bottom - top);
    this.drawAxes(ink, x, y, bottom, text);
    for (const [set, alpha] of [[baseline, 0.3], [films, 1]]) {
      for (const a of set ? solidFirst(set.arms) : []) drawLine(ink, set.arms[a].series[outcome.name], month, x, y, lineOf(a), alpha);
    }
    drawCursor(ink, x(month), bottom, INK.cursor, 1);
    if (peeked) drawCursor(ink, x(peeked.month), bottom, INK.axis, 0.5);
    this.describe(x);
  }

  drawAxes(ink, x, y, bottom, text) {
    const { films, month } = this.theatre;
    ink.fillStyle = INK.veil;
    ink.fillRect(x(month), 2, x(films.months) - x(month), bottom - 2);
    ink.textBaseline = "middle";
    ink.textAlign = "right";
    this.scale.ticks.forEach((tick, i) => {
      ink.fillStyle = INK.grid;
      ink.fillRect(this.left, Math.round(y(tick)), x(films.months) - this.left, 1);
      ink.fillStyle = INK.axis;
      ink.fillText(this.labels[i], this.left - 5, y(tick) + 0.5);
    });
    ink.textBaseline = "alphabetic";
    ink.textAlign = "center";
    for (let year = 0; year <= films.months / YEAR; year += 5) {
      ink.fillStyle = INK.axis;
      ink.fillText(String(year), Math.min(x(year * YEAR), x(films.months) - text / 2), bottom + text + 4);
    }
    if (!films.shock) return;
    ink.setLineDash([2, 3]);
    drawCursor(ink, x(films.shock), bottom, INK.shock, 1);
    ink.setLineDash([]);
  }

  describe(x) {
    const { films, month, peeked } = this.theatre;
    const { unit, name, label } = this.outcome;
    const at = peeked?.month ?? month;
    const said = films.arms.map((arm) => `${arm.title} ${figure(arm.series[name][at], unit, this.scale.step / 10)}`);
    this.canvas.setAttribute("aria-label", `${titled(label)}, ${when(at)}: ${said.join(", ")}`);
    this.tip.hidden = peeked?.chart !== this;
    if (this.tip.hidden) return;
    const rows = films.arms.map((arm, a) => {
      const swatch = h("i", { style: `background:${lineOf(a).colour}` });
      return h("span", {}, swatch, `${arm.title} `, h("b", {}, figure(arm.series[name][at], unit, this.scale.step / 10)));
    });
    this.tip.replaceChildren(h("strong", {}, titled(when(at))), ...rows);
    const room = this.canvas.clientWidth - this.tip.offsetWidth - 4;
    const beside = x(at) + 10 > room ? x(at) - this.tip.offsetWidth - 10 : x(at) + 10;
    this.tip.style.transform = `translate(${Math.max(0, beside)}px, 4px)`;
  }
}

const fontOf = (text) => `${text}px Roboto, sans-serif`;

function drawCursor(ink, x, bottom, colour, alpha) {
  ink.globalAlpha = alpha;
  ink.strokeStyle = colour;
  ink.lineWidth = 1;
  ink.beginPath();
  ink.moveTo(Math.round(x) + 0.5, 2);
  ink.lineTo(Math.round(x) + 0.5, bottom);
  ink.stroke();
  ink.globalAlpha = 1;
}

/** Arms in the order of drawing: where two lines are the same, dashes on top of a solid line show both. */
const solidFirst = (arms) => [...arms.keys()].sort((a, b) => inkOf(b) - inkOf(a));
const inkOf = (arm) => lineOf(arm).dash[0] ?? Infinity;

/** A line up to a month, broken where the outcome is not defined, with a dot where it has got to. */
function drawLine(ink, series, month, x, y, style, alpha) {
  ink.globalAlpha = alpha;
  ink.strokeStyle = ink.fillStyle = style.colour;
  ink.lineWidth = alpha < 1 ? 1.4 : 2.2;
  ink.setLineDash(style.dash);
  ink.beginPath();
  let drawing = false;
  for (let m = 0; m <= month; m++) {
    const defined = Number.isFinite(series[m]);
    if (defined) drawing ? ink.lineTo(x(m), y(series[m])) : ink.moveTo(x(m), y(series[m]));
    drawing = defined;
  }
  ink.stroke();
  ink.setLineDash([]);
  if (drawing && alpha === 1) {
    ink.beginPath();
    ink.arc(x(month), y(series[month]), 3, 0, 2 * Math.PI);
    ink.fill();
  }
  ink.globalAlpha = 1;
}

/** The axis counts shares in per cent, so the caption does too. */
const unitShown = ({ unit }) => unit.replace(/^share\b/, "%");

/** Round bounds and about three ticks around all values of all arms, from zero unless that would flatten the lines. */
function niceScale(values) {
  const known = values.filter(Number.isFinite);
  let [low, high] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
  if (low >= 0 && low < 0.6 * high) low = 0;
  const rough = (high - low || Math.abs(high) || 1) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((n) => n * power >= rough * 0.999);
  low = Math.floor(low / step + 1e-6) * step;
  high = Math.max(low + step, Math.ceil(high / step - 1e-6) * step);
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
  return { low, high, step, ticks };
}
