/** The stage: four worlds, their charts and the transport, played in the browser from films sent once. */

class Theatre {
  constructor(model) {
    this.model = model;
    Object.assign(this, { films: null, baseline: null, month: 0, playing: false, view: null, hover: null, peeked: null, prediction: undefined });
    this.frame = 0;
    this.sets = 0;
    this.player = new Player(this);
    this.question = new Question(this, () => this.wish("luck_wished"));
    this.maps = [];
    this.charts = [];
    this.worlds = h("div", { class: "worlds" });
    this.plots = h("div", { class: "charts" });
    this.legend = h("div", { class: "legend" }, ...legend(), zoomButtons(this));
    this.waiting = h("p", { class: "waiting" }, "Four worlds are being made. The very first time this takes half a minute.");
    this.scene = h("div", { class: "scene", hidden: true }, h("div", { class: "atlas" }, this.worlds, this.legend), this.plots);
    this.element = h("div", { class: "stage", "data-frame": 0, "data-films": 0 },
      h("div", { class: "busy", role: "status", "aria-label": "Computing" }), this.waiting, this.question.element, this.scene, this.player.element);
    this.resized = new ResizeObserver(() => this.redraw(true));
  }

  /** Take a new film set; the same world and luck keeps its month, another starts again. */
  async open() {
    const asked = this.model.get("reel");
    const [films, land] = await Promise.all([loadFilms(asked), this.land ?? unpack(this.model.get("land"))]);
    if (!films || asked !== this.model.get("reel")) return; // nothing yet, or overtaken by newer films
    const same = this.films?.world === films.world && this.films.seed === films.seed;
    if (same && films.changed && !this.films.changed) this.baseline = this.films;
    if (!same || !films.changed) this.baseline = null;
    this.land = land;
    if (!this.films) this.begin(films);
    else if (!same) Object.assign(this, { month: 0, playing: false, prediction: undefined });
    films.number = ++this.sets;
    this.films = films;
    this.atlas = makeAtlas(films, land);
    if (!same) Object.assign(this, { view: wholeWorld(this.atlas), hover: null });
    this.build();
  }

  /** The very first films: open at the month that the link names. */
  begin(films) {
    this.month = Math.min(this.model.get("month"), films.months);
    if (this.month) this.prediction = null; // a shared moment was already revealed
    this.waiting.remove();
    this.scene.hidden = false;
  }

  build() {
    if (this.maps.length !== this.films.arms.length) {
      this.maps = this.films.arms.map((_, index) => new WorldMap(this, index));
      this.maps.forEach(watchPointer);
      this.worlds.replaceChildren(...this.maps.map((map) => map.element));
      this.maps.forEach((map) => this.resized.observe(map.sky));
    }
    this.maps.forEach((map) => map.show());
    this.charts = this.films.labels.map((outcome) => new Chart(this, outcome));
    this.plots.replaceChildren(...this.charts.map((chart) => chart.element));
    this.charts.forEach((chart) => this.resized.observe(chart.canvas));
    this.player.show();
    this.redraw(true);
    this.remember();
  }

  /** Draw once before the next repaint, however many things changed. */
  redraw(backdrops = false) {
    this.stale ||= backdrops;
    this.due ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.due = null;
    if (!this.films || !this.element.clientWidth) return; // hidden behind a scenario: drawn when it is seen again
    this.textSize = Math.round(parseFloat(getComputedStyle(this.plots).fontSize) * 0.8);
    if (this.stale) this.maps.forEach((map) => map.drawBackdrop());
    this.stale = false;
    this.best = this.month >= this.films.months ? winners(this.films) : [];
    this.gutter = Math.max(...this.charts.map((chart) => chart.labelWidth(this.textSize)));
    for (const part of [...this.maps, ...this.charts, this.player, this.question]) part.draw();
    this.frame += 1;
    const { frame, month, sets: films, playing, prediction } = this;
    Object.assign(this.element.dataset, { frame, month, films, playing, months: this.films.months, zoom: this.view.zoom.toFixed(2), baseline: !!this.baseline, near: isNear(this.view) });
    this.element.dataset.prediction = prediction === undefined ? "open" : prediction === null ? "none" : this.films.arms[prediction].name;
  }

  toggle() {
    if (this.playing) return this.pause();
    if (this.prediction === undefined && !this.nudged) {
      this.nudged = true; // ask once; whoever insists may just play
      return this.question.nudge();
    }
    this.prediction ??= null;
    this.play();
  }

  play() {
    if (this.month >= this.films.months) this.month = 0;
    this.playing = true;
    this.player.run();
    this.redraw();
  }

  pause() {
    this.playing = false;
    this.redraw();
    this.remember();
  }

  advance(months) {
    this.month = Math.min(this.month + months, this.films.months);
    if (this.month === this.films.months) this.pause();
    this.redraw();
  }

  seek(month) {
    this.playing = false;
    this.month = Math.min(Math.max(month, 0), this.films.months);
    if (this.month && this.prediction === undefined) this.prediction = null;
    this.redraw();
    this.remember();
  }

  step(months) {
    this.seek(this.month + months);
  }

  reset() {
    this.seek(0);
  }

  predict(arm) {
    this.prediction = arm;
    this.play();
  }

  askAgain() {
    this.prediction = undefined;
    this.reset();
  }

  look(view) {
    this.view = view;
    this.redraw(true);
  }

  point(hover) {
    if (hover?.state === this.hover?.state && hover?.actor === this.hover?.actor) return;
    this.hover = hover;
    this.redraw();
  }

  peek(month, chart) {
    this.peeked = month == null ? null : { month, chart };
    this.redraw();
  }

  /** A wish that Python fulfils: a counter that goes up. */
  wish(name) {
    this.model.set(name, this.model.get(name) + 1);
    this.model.save_changes();
  }

  /** Keep experiment and month in the link, a little later and once: browsers ration this. */
  remember() {
    clearTimeout(this.remembering);
    this.remembering = setTimeout(() => {
      const month = this.month ? `&month=${this.month}` : "";
      history.replaceState(history.state, "", `?${this.model.get("address")}${month}`);
    }, 200);
  }
}

function legend() {
  return [
    h("span", {}, "nobody contributes ", h("i", { class: "ramp", style: `background:${RAMP}` }), " everybody does"),
    h("span", {}, h("i", { class: "ring treaty" }), "in the treaty"),
    h("span", {}, h("i", { class: "ring club" }), "in a coalition or subcommittee"),
    h("span", {}, h("i", { class: "arc" }), "strong ties"),
    h("span", { class: "near" }, ...["withholds", "contributes", "pays for sanctions too"].flatMap((deed) => [h("i", { class: `dot ${deed.split(" ")[0]}` }), deed])),
    h("span", { class: "ghost" }, "faint lines: before your changes"),
  ];
}

function render({ model, el }) {
  const theatre = new Theatre(model);
  const stopKeys = watchKeys(theatre);
  const busy = () => {
    theatre.element.classList.toggle("computing", model.get("busy"));
    theatre.waiting.hidden = !model.get("busy"); // a failure is said above, by Python
  };
  const reactions = { "change:reel": () => theatre.open(), "change:busy": busy, "change:address": () => theatre.remember() };
  for (const [name, react] of Object.entries(reactions)) model.on(name, react);
  document.documentElement.lang = "en";
  el.append(theatre.element);
  busy();
  theatre.open();
  return () => {
    theatre.playing = false;
    theatre.resized.disconnect();
    stopKeys();
    for (const [name, react] of Object.entries(reactions)) model.off(name, react);
  };
}

export default () => ({ render });
