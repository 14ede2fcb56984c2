/** One world: states as points that brighten as they cooperate, over a quiet ground of land and ties. */

const COLOURS = { land: "#22344e", line: "#2b3f5c", tie: "#9db8de", rim: "rgba(214,226,243,.55)", treaty: "rgba(255,255,255,.9)", club: "#56b4e9" };
const TIE_FAINTNESS = [0.05, 0.09, 0.16];
const LARGEST = 0.045; // radius of the most populous state, as a share of the world's width and height
const SMALLEST = 0.0076; // a small island must be seen from the back row
const CONDUCT = ["#6b7f9c", "#fee838", "#ffffff"];
const DOES = ["withholds", "contributes", "contributes and sponsors sanctions"];

class WorldMap {
  constructor(theatre, index) {
    this.theatre = theatre;
    this.index = index;
    this.backdrop = h("canvas", { class: "backdrop", "aria-hidden": "true" });
    this.canvas = h("canvas", { class: "states", role: "img" });
    this.tip = h("div", { class: "tip", hidden: true });
    this.sky = h("div", { class: "sky" }, this.backdrop, this.canvas, this.tip);
    this.share = h("output");
    this.title = h("span");
    this.line = h("p", { class: "institutions" });
    const name = h("h2", {}, this.title, h("span", { class: "predicted" }, "predicted"));
    const share = h("div", { class: "share" }, this.share, h("small", {}, "cooperation"));
    const heading = h("header", {}, lineSample(lineOf(index)), name, share, this.line);
    this.element = h("section", { class: "world" }, heading, this.sky);
  }

  get arm() {
    return this.theatre.films.arms[this.index];
  }

  /** New films: who is this world, and in which order are its states drawn (the small on top). */
  show() {
    const { films } = this.theatre;
    const { name, title, institutions, nobody } = this.arm;
    this.element.dataset.arm = name;
    this.title.textContent = title;
    const [only] = institutions;
    this.line.textContent = institutions.length === 1 ? `${only.name}: ${only.does}` : institutions.map((i) => i.name).join(", ") || nobody;
    this.line.title = institutions.map((i) => `${i.name}: ${i.does}`).join("\n");
    const size = films.state_size;
    this.order = Array.from(size.keys()).sort((a, b) => size[b] - size[a]);
  }

  /** How this map shows the plane now; measured once a picture, as asking the browser for sizes is slow. */
  focus() {
    const { atlas, view } = this.theatre;
    const { left, right, top, bottom } = atlas.bounds;
    const { clientWidth: width, clientHeight: height } = this.sky;
    const fit = Math.min(width / (right - left), height / (bottom - top)) * 0.985;
    const scale = fit * view.zoom;
    const grain = Math.sqrt((right - left) * (bottom - top) * view.zoom) * fit;
    this.lens = { width, height, scale, dx: width / 2 - view.x * scale, dy: height / 2 - view.y * scale, grain };
  }

  toScreen(points, row) {
    const { scale, dx, dy } = this.lens;
    return [points[2 * row] * scale + dx, points[2 * row + 1] * scale + dy];
  }

  radius(state) {
    return Math.max(LARGEST * this.theatre.films.state_size[state], SMALLEST) * this.lens.grain;
  }

  drawBackdrop() {
    this.focus();
    const { ink, ratio } = sharpen(this.backdrop);
    const { atlas } = this.theatre;
    const { scale, dx, dy } = this.lens;
    ink.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * dx, ratio * dy);
    if (atlas.ground) {
      ink.fillStyle = COLOURS.land;
      ink.strokeStyle = COLOURS.line;
      ink.lineWidth = 0.7 / scale;
      if (atlas.ground.fill) ink.fill(atlas.ground.path);
      ink.stroke(atlas.ground.path);
    }
    ink.strokeStyle = COLOURS.tie;
    ink.lineWidth = 0.9 / scale;
    atlas.ties.forEach((path, strength) => {
      ink.globalAlpha = TIE_FAINTNESS[strength];
      ink.stroke(path);
    });
    ink.globalAlpha = 1;
  }

  draw() {
    const { films, month, atlas, hover, view } = this.theatre;
    this.focus();
    const { ink } = sharpen(this.canvas);
    const now = this.arm.cooperation.subarray(month * films.states.length);
    const conduct = this.arm.conduct.subarray(month * films.actors.length);
    if (isNear(view)) this.drawActors(ink, conduct);
    ink.lineWidth = 0.8;
    ink.strokeStyle = COLOURS.rim;
    for (const s of this.order) {
      const [x, y] = this.toScreen(atlas.states, s);
      circle(ink, x, y, this.radius(s));
      ink.fillStyle = SHADES[now[s]];
      ink.fill();
      ink.stroke();
    }
    this.drawRings(ink, conduct, inClub, COLOURS.club, 1, 1.2);
    this.drawRings(ink, conduct, inTreaty, COLOURS.treaty, 1.1, 1.7);
    if (hover?.state != null) this.drawHover(ink, hover.state);
    this.describe(now, hover, conduct);
  }

  /** A ring around each state whose government is bound. */
  drawRings(ink, conduct, bound, colour, width, gap) {
    const { films, atlas } = this.theatre;
    ink.beginPath();
    for (const s of this.order) {
      if (!bound(conduct[films.government[s]])) continue;
      const [x, y] = this.toScreen(atlas.states, s);
      const r = this.radius(s) + gap;
      ink.moveTo(x + r, y);
      ink.arc(x, y, r, 0, 2 * Math.PI);
    }
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.stroke();
  }

  drawActors(ink, conduct) {
    const { atlas, films, view } = this.theatre;
    const size = Math.min(3.4, 0.8 * Math.sqrt(view.zoom));
    for (let strategy = 0; strategy < 3; strategy++) {
      ink.beginPath();
      for (let a = 0; a < films.actors.length; a++) {
        if (strategyOf(conduct[a]) !== strategy) continue;
        const [x, y] = this.toScreen(atlas.actors, a);
        ink.moveTo(x + size, y);
        ink.arc(x, y, size, 0, 2 * Math.PI);
      }
      ink.fillStyle = CONDUCT[strategy];
      ink.fill();
    }
  }

  drawHover(ink, state) {
    const { atlas } = this.theatre;
    circle(ink, ...this.toScreen(atlas.states, state), this.radius(state) + 5);
    ink.strokeStyle = "#ff9d5c";
    ink.lineWidth = 2;
    ink.stroke();
  }

  /** What the picture shows, in words: the share in the heading, the tip under the pointer, the label for screen readers. */
  describe(now, hover, conduct) {
    const { films, month } = this.theatre;
    const overall = this.arm.series.cooperation?.[month] ?? NaN;
    this.share.textContent = percent(overall);
    this.element.dataset.cooperation = overall.toFixed(4);
    this.element.classList.toggle("mine", this.theatre.prediction === this.index);
    this.element.classList.toggle("best", this.theatre.best.includes(this.index));
    this.canvas.setAttribute("aria-label", `${this.arm.title}: ${percent(overall)} cooperation, ${when(month)}`);
    this.tip.hidden = !hover;
    if (!hover) return;
    const { atlas } = this.theatre;
    const actor = hover.actor ?? films.government[hover.state];
    const places = hover.actor != null ? atlas.actors : atlas.states;
    const row = hover.actor ?? hover.state;
    const bonds = bondsOf(conduct[actor]).join(", ") || "nothing";
    const deed = hover.actor != null ? DOES[strategyOf(conduct[actor])] : `${percent(now[row] / 255)} of its resources contribute`;
    const kind = hover.actor != null ? ` (${films.kinds[films.actor_kind[actor]].replaceAll("_", " ")})` : "";
    const name = hover.actor != null ? films.actors[actor] : films.states[row];
    this.tip.replaceChildren(h("strong", {}, name + kind), h("span", {}, deed), h("span", {}, `bound by: ${bonds}`));
    this.placeTip(...this.toScreen(places, row));
  }

  placeTip(x, y) {
    const { offsetWidth: w, offsetHeight: t } = this.tip;
    const left = Math.max(4, Math.min(x + 14, this.lens.width - w - 4));
    const top = y + t + 18 > this.lens.height ? y - t - 12 : y + 12;
    this.tip.style.transform = `translate(${left}px, ${Math.max(4, top)}px)`;
  }
}

function circle(ink, x, y, r) {
  ink.beginPath();
  ink.arc(x, y, r, 0, 2 * Math.PI);
}
