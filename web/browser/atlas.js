/** From longitude and latitude to the plane: the Equal Earth projection (Savric, Patterson & Jenny 2018), coasts and ties. */

const ARC_POINTS = 24;
const INHABITED = { south: -56, north: 80 }; // of the Earth
const WHOLE = { south: -90, north: 90 };

const radians = (degrees) => (degrees * Math.PI) / 180;

/** Equal Earth on the unit sphere, y downwards as on screens. */
function equalEarth(lon, lat) {
  const t = Math.asin((Math.sqrt(3) / 2) * Math.sin(radians(lat)));
  const [t2, t6] = [t * t, t ** 6];
  const x = (2 * Math.sqrt(3) * radians(lon) * Math.cos(t)) / (3 * (9 * 0.003796 * t6 * t2 + 7 * 0.000893 * t6 - 3 * 0.081106 * t2 + 1.340264));
  return [x, -t * (0.003796 * t6 * t2 + 0.000893 * t6 - 0.081106 * t2 + 1.340264)];
}

/** Everything about a world's places that the four maps share, drawn once as paths. */
function makeAtlas(films, land) {
  const earth = films.world === "earth";
  return {
    bounds: boundsOf(earth ? INHABITED : WHOLE),
    states: projected(films.state_place),
    actors: projected(films.actor_place),
    ground: earth && land ? { path: coasts(land), fill: true } : { path: graticule(), fill: false },
    ties: tiePaths(films),
  };
}

function projected(places) {
  const points = new Float32Array(places.length);
  for (let i = 0; i < places.length; i += 2) points.set(equalEarth(places[i], places[i + 1]), i);
  return points;
}

function boundsOf({ south, north }) {
  const right = equalEarth(180, 0)[0];
  return { left: -right, right, top: equalEarth(0, north)[1], bottom: equalEarth(0, south)[1] };
}

function coasts(land) {
  const path = new Path2D();
  const { points, lengths } = land.arrays;
  let at = 0;
  for (const length of lengths) {
    const ring = points.subarray(2 * at, 2 * (at + length));
    at += length;
    if (isAntarctic(ring, land.meta.degree)) continue;
    for (let i = 0; i < length; i++) pen(path, equalEarth(ring[2 * i] / land.meta.degree, ring[2 * i + 1] / land.meta.degree), i > 0);
    path.closePath();
  }
  return path;
}

const isAntarctic = (ring, degree) => ring.every((value, i) => i % 2 === 0 || value < -60 * degree);

/** Meridians and parallels, for a world without coasts. */
function graticule() {
  const path = new Path2D();
  for (let lon = -180; lon <= 180; lon += 30) for (let lat = -90; lat <= 90; lat += 5) pen(path, equalEarth(lon, lat), lat > -90);
  for (let lat = -60; lat <= 60; lat += 30) for (let lon = -180; lon <= 180; lon += 10) pen(path, equalEarth(lon, lat), lon > -180);
  return path;
}

function pen(path, [x, y], down) {
  down ? path.lineTo(x, y) : path.moveTo(x, y);
}

/** Ties in three strengths, strongest last, so that three strokes draw them all. */
function tiePaths(films) {
  const count = films.tie_weight.length;
  const paths = [new Path2D(), new Path2D(), new Path2D()];
  for (let i = 0; i < count; i++) {
    const [a, b] = [placeOf(films, films.tie_pair[2 * i]), placeOf(films, films.tie_pair[2 * i + 1])];
    const strength = Math.min(2, Math.floor((3 * (count - i - 1)) / count)); // ties come strongest first
    const route = greatCircle(a, b);
    route.forEach((place, n) => {
      const broken = n > 0 && Math.abs(place[0] - route[n - 1][0]) > 180; // across the antimeridian
      pen(paths[strength], equalEarth(...place), n > 0 && !broken);
    });
  }
  return paths;
}

const placeOf = (films, actor) => [films.actor_place[2 * actor], films.actor_place[2 * actor + 1]];

function greatCircle(a, b) {
  const [p, q] = [onSphere(a), onSphere(b)];
  const angle = Math.acos(Math.min(1, Math.max(-1, p[0] * q[0] + p[1] * q[1] + p[2] * q[2])));
  if (angle < 0.01) return [a, b];
  return Array.from({ length: ARC_POINTS + 1 }, (_, n) => {
    const [u, v] = [Math.sin((1 - n / ARC_POINTS) * angle), Math.sin((n / ARC_POINTS) * angle)];
    const [x, y, z] = p.map((value, i) => (u * value + v * q[i]) / Math.sin(angle));
    return [(Math.atan2(y, x) * 180) / Math.PI, (Math.asin(Math.min(1, Math.max(-1, z))) * 180) / Math.PI];
  });
}

function onSphere([lon, lat]) {
  const [l, p] = [radians(lon), radians(lat)];
  return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
}
