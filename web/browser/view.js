/** Looking closer: zoom, pan and pointing, shared by all maps so that the same place is compared. */

const CLOSEST = 12;
const REACH = 12; // pixels within which a pointer means a point
const STEP = 1.6;

/** Close enough for the actors within the states to be shown. */
const isNear = (view) => view.zoom >= 2.2;

/** The view that shows the whole world. */
function wholeWorld(atlas) {
  const { left, right, top, bottom } = atlas.bounds;
  return { zoom: 1, x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Zoom by a factor, keeping the plane's point (x, y) where it is, and never leave the world. */
function zoomed(theatre, factor, x = theatre.view.x, y = theatre.view.y) {
  const { view } = theatre;
  const zoom = Math.min(Math.max(view.zoom * factor, 1), CLOSEST);
  const keep = view.zoom / zoom;
  return held(theatre, { zoom, x: x + (view.x - x) * keep, y: y + (view.y - y) * keep });
}

function held(theatre, view) {
  const { left, right, top, bottom } = theatre.atlas.bounds;
  const slack = 0.5 / view.zoom;
  const clamp = (value, low, high) => Math.min(Math.max(value, low + (high - low) * slack), high - (high - low) * slack);
  return { zoom: view.zoom, x: clamp(view.x, left, right), y: clamp(view.y, top, bottom) };
}

function zoomButtons(theatre) {
  const zoom = (factor) => theatre.look(zoomed(theatre, factor));
  return h("div", { class: "zoom", role: "group", "aria-label": "Zoom all maps" },
    iconButton("minus", "Zoom out", () => zoom(1 / STEP)),
    iconButton("plus", "Zoom in", () => zoom(STEP)),
    iconButton("whole", "Whole world", () => theatre.look(wholeWorld(theatre.atlas))));
}

/** Wheel, drag, pinch, double click and hover on one map. */
function watchPointer(map) {
  const { sky, theatre } = map;
  const fingers = new Map();
  const listen = (name, react, options) => sky.addEventListener(name, (event) => theatre.films && react(event), options);

  listen("wheel", (event) => {
    if (!event.ctrlKey && pageScrolls()) return; // the wheel belongs to the page first
    event.preventDefault();
    theatre.look(zoomed(theatre, Math.exp(-event.deltaY * 0.0016), ...planePoint(map, event)));
  }, { passive: false });
  listen("dblclick", (event) => theatre.look(zoomed(theatre, 2, ...planePoint(map, event))));
  listen("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    sky.setPointerCapture(event.pointerId);
    theatre.point(pointAt(map, event));
  });
  listen("pointermove", (event) => {
    if (!fingers.size) return theatre.point(pointAt(map, event));
    const before = [...fingers.values()];
    fingers.set(event.pointerId, event);
    move(map, before, [...fingers.values()]);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
    listen(name, (event) => {
      fingers.delete(event.pointerId);
      if (event.pointerType === "mouse" && name === "pointerleave") theatre.point(null);
    });
  }
}

/** One finger or the mouse drags, two fingers pinch. */
function move(map, before, after) {
  const { theatre, lens } = map;
  const { view } = theatre;
  if (before.length !== after.length) return;
  if (after.length === 2) {
    const spread = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
    return theatre.look(zoomed(theatre, spread(after) / spread(before), ...planePoint(map, after[0])));
  }
  const [dx, dy] = [after[0].clientX - before[0].clientX, after[0].clientY - before[0].clientY];
  theatre.look(held(theatre, { ...view, x: view.x - dx / lens.scale, y: view.y - dy / lens.scale }));
}

const pageScrolls = () => document.documentElement.scrollHeight > window.innerHeight + 2;

function offset(map, event) {
  const box = map.sky.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function planePoint(map, event) {
  const [x, y] = offset(map, event);
  const { scale, dx, dy } = map.lens;
  return [(x - dx) / scale, (y - dy) / scale];
}

/** The state, or when zoomed in the actor, nearest to the pointer. */
function pointAt(map, event) {
  const { atlas, view } = map.theatre;
  const [px, py] = offset(map, event);
  const nearest = (points, reach) => {
    let best = { row: null, distance: Infinity };
    for (let row = 0; row < points.length / 2; row++) {
      const [x, y] = map.toScreen(points, row);
      const distance = Math.hypot(x - px, y - py) - reach(row);
      if (distance < best.distance) best = { row, distance };
    }
    return best;
  };
  const state = nearest(atlas.states, (row) => map.radius(row));
  if (state.distance <= 0) return { state: state.row };
  const actor = isNear(view) ? nearest(atlas.actors, () => 3) : { distance: Infinity };
  if (actor.distance < Math.min(state.distance, REACH / 2)) return { actor: actor.row };
  return state.distance < REACH ? { state: state.row } : null;
}
