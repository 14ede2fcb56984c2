/** Opens what `web/reel.py` packed: a JSON header and one deflated body of plain arrays. */

const VIEWS = { f4: Float32Array, u4: Uint32Array, i2: Int16Array, u1: Uint8Array };

/** Header and arrays of a packed block, or null when there is none. */
async function unpack(view) {
  if (!view || view.byteLength < 4) return null;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)));
  const inflated = new Blob([bytes.subarray(start)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const body = await new Response(inflated).arrayBuffer();
  const arrays = {};
  let offset = 0;
  for (const { name, type, shape } of header.arrays) {
    const length = shape.reduce((a, b) => a * b, 1);
    arrays[name] = new VIEWS[type](body, offset, length);
    offset += Math.ceil(arrays[name].byteLength / 4) * 4;
  }
  return { meta: header.meta, arrays };
}

/** A film set as the page uses it: places, arms with their histories, and the series of each outcome. */
async function loadFilms(view) {
  const reel = await unpack(view);
  if (!reel) return null;
  const { meta, arrays } = reel;
  const states = meta.states.length;
  const actors = meta.actors.length;
  const months = arrays[`cooperation:${meta.arms[0].name}`].length / states - 1;
  const arms = meta.arms.map((arm, index) => ({
    ...arm,
    cooperation: undoChanges(arrays[`cooperation:${arm.name}`], states),
    conduct: undoChanges(arrays[`conduct:${arm.name}`], actors),
    series: Object.fromEntries(meta.outcomes.map((name, o) => [name, seriesOf(arrays.series, meta, months, index, o)])),
  }));
  return { ...meta, ...arrays, arms, months };
}

function seriesOf(series, meta, months, arm, outcome) {
  const start = (arm * meta.outcomes.length + outcome) * (months + 1);
  return series.subarray(start, start + months + 1);
}

/** Each month was stored as what differs from the month before. */
function undoChanges(history, width) {
  for (let i = width; i < history.length; i++) history[i] ^= history[i - width];
  return history;
}

const STRATEGY = 3; // two low bits: withhold, contribute, contribute and sponsor
const bit = (bond) => 4 << BONDS.indexOf(bond); // above the strategy

const strategyOf = (conduct) => conduct & STRATEGY;
const inTreaty = (conduct) => (conduct & bit("treaty")) !== 0;
const inClub = (conduct) => (conduct & (bit("coalition") | bit("subcommittee"))) !== 0;
const bondsOf = (conduct) => BONDS.filter((bond) => conduct & bit(bond));
