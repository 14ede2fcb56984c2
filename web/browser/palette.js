/** Colours, figures and dates, the same on maps, charts and buttons. */

export const YEAR = 12;

/** "year 7, month 3" of a month counted from the start. */
export function when(month) {
  return month ? `year ${Math.ceil(month / YEAR)}, month ${((month - 1) % YEAR) + 1}` : "the start";
}

/** Okabe-Ito, told apart by dashes too: a line must be known in print and by the colour-blind. */
const LINES = [
  { colour: "#000000", dash: [2, 3] },
  { colour: "#0072b2", dash: [] },
  { colour: "#e69f00", dash: [9, 4] },
  { colour: "#009e73", dash: [9, 3, 2, 3] },
  { colour: "#cc79a7", dash: [4, 3] },
  { colour: "#d55e00", dash: [14, 3] },
];

export const lineOf = (arm) => LINES[arm % LINES.length];

/** Cividis, which reads the same with any colour vision, in 17 steps. */
const CIVIDIS =
  "00224e 002e6a 1a386f 32436d 434e6c 535a6d 61656f 6f7073 7d7c78 8c8878 9b9476 aba072 bcae6c cdbb63 dec958 f0d846 fee838".split(" ");

const parts = (hex) => [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));

function between(share) {
  const at = share * (CIVIDIS.length - 1);
  const low = Math.min(Math.floor(at), CIVIDIS.length - 2);
  const [a, b] = [parts(CIVIDIS[low]), parts(CIVIDIS[low + 1])];
  return `rgb(${a.map((v, i) => Math.round(v + (b[i] - v) * (at - low))).join(",")})`;
}

/** Colour of a share of cooperation stored in one byte. */
export const SHADES = Array.from({ length: 256 }, (_, byte) => between(byte / 255));

export const RAMP = `linear-gradient(90deg, ${CIVIDIS.map((c) => "#" + c).join(",")})`;

export const titled = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const percent = (share) => (Number.isFinite(share) ? `${Math.round(100 * share)} %` : "–");

const isShare = (unit) => /share|probability/.test(unit);

/** Digits after the point that a step needs: 0.025 needs three. */
function digits(step) {
  const needs = (d) => Math.abs(step * 10 ** d - Math.round(step * 10 ** d)) < 1e-6 * 10 ** d * step;
  return [0, 1, 2, 3, 4].find(needs) ?? 5;
}

/** A figure with its unit: shares as per cent, anything else with as many digits as `step` needs. */
export function figure(value, unit, step = 0.01) {
  if (!Number.isFinite(value)) return "–";
  return isShare(unit) ? `${(100 * value).toFixed(digits(100 * step))} %` : value.toFixed(digits(step));
}
