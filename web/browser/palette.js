/** Colours, figures and dates, the same on maps, charts and buttons. */

const YEAR = 12;

/** "year 7, month 3" of a month counted from the start. */
function when(month) {
  return month ? `year ${Math.ceil(month / YEAR)}, month ${((month - 1) % YEAR) + 1}` : "the start";
}

const DASH = 2.8; // pixels of a line width, in which the table of styles counts dashes

/** The styles of the figures, told apart by dashes too: a line must be known in print and by the colour-blind. */
const LINES = [...Object.values(STYLE.arms), ...STYLE.others].map(({ colour, dashes }) => ({
  colour,
  dash: dashes ? dashes.map((length) => DASH * length) : [],
}));

const lineOf = (arm) => LINES[arm % LINES.length];

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
const SHADES = Array.from({ length: 256 }, (_, byte) => between(byte / 255));

const RAMP = `linear-gradient(90deg, ${CIVIDIS.map((c) => "#" + c).join(",")})`;

const titled = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const percent = (share) => (Number.isFinite(share) ? `${Math.round(100 * share)} %` : "–");

const isShare = (unit) => /share|probability/.test(unit);

/** Digits after the point that a step needs: 0.025 needs three. */
function digits(step) {
  const needs = (d) => Math.abs(step * 10 ** d - Math.round(step * 10 ** d)) < 1e-6 * 10 ** d * step;
  return [0, 1, 2, 3, 4].find(needs) ?? 5;
}

/** A figure with its unit: shares as per cent, anything else with as many digits as `step` needs. */
function figure(value, unit, step = 0.01) {
  if (!Number.isFinite(value)) return "–";
  return isShare(unit) ? `${(100 * value).toFixed(digits(100 * step))} %` : value.toFixed(digits(step));
}
