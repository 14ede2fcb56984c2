/** The clock and its buttons: play, pause, step, reset, scrub; by mouse, touch or keyboard. */

const SPEEDS = [["calm", 5], ["normal", 12], ["brisk", 36]]; // months a second

class Player {
  constructor(theatre) {
    this.theatre = theatre;
    this.speed = SPEEDS[1][1];
    this.button = iconButton("play", "Play", () => theatre.toggle(), { class: "play" });
    this.scrubber = h("input", { type: "range", min: 0, value: 0, step: 1, "aria-label": "Month", oninput: () => theatre.seek(Number(this.scrubber.value)) });
    this.ticks = h("div", { class: "ticks", "aria-hidden": "true" });
    this.clock = h("output", { class: "clock", "aria-live": "off" });
    this.element = h("nav", { class: "transport", "aria-label": "Playback" },
      h("div", { class: "buttons" },
        iconButton("reset", "Back to the start (Home)", () => theatre.reset()),
        this.button,
        iconButton("step", "One month on (right arrow)", () => theatre.step(1))),
      this.clock,
      h("div", { class: "scrub" }, this.scrubber, this.ticks),
      this.speedChoice());
  }

  speedChoice() {
    const choose = (event) => {
      this.speed = Number(event.target.value);
    };
    const options = SPEEDS.map(([name, pace]) => h("option", { value: pace, selected: pace === this.speed }, name));
    return h("label", { class: "speed" }, h("span", {}, "Speed"), h("select", { onchange: choose }, ...options));
  }

  /** New films: their length, and where the shock falls. */
  show() {
    const { months, shock } = this.theatre.films;
    this.scrubber.max = months;
    const at = (month, text, kind) => h("span", { class: kind, style: `left:${(100 * month) / months}%` }, text);
    const years = [];
    for (let year = 0; year <= months / YEAR; year += 5) years.push(at(year * YEAR, year ? `${year} years` : "start", "year"));
    this.ticks.replaceChildren(...years, ...(shock ? [at(shock, "shock", "shock")] : []));
  }

  draw() {
    const { month, playing, films } = this.theatre;
    this.scrubber.value = month;
    this.scrubber.style.setProperty("--done", `${(100 * month) / films.months}%`);
    this.scrubber.setAttribute("aria-valuetext", when(month));
    this.clock.replaceChildren(...clockFace(month));
    const name = playing ? "Pause" : month >= films.months ? "Play again" : "Play";
    if (this.button.dataset.shows === name) return;
    this.button.dataset.shows = name;
    this.button.setAttribute("aria-label", name);
    this.button.title = `${name} (space)`;
    this.button.replaceChildren(icon(playing ? "pause" : "play"));
  }

  /** Run the clock: the browser decides how often, the months shown follow the time that passed. */
  run() {
    const { theatre } = this;
    const running = (this.running = Symbol("run")); // a later run ends this one
    let last = null;
    let owed = 0;
    const tick = (now) => {
      if (!theatre.playing || this.running !== running) return;
      // A page that was hidden must not jump: no more than a quarter of a second counts.
      owed += (Math.min(now - (last ?? now), 250) / 1000) * this.speed;
      last = now;
      const due = Math.floor(owed);
      owed -= due;
      if (due) theatre.advance(due);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }
}

function clockFace(month) {
  if (!month) return [h("b", {}, "Start"), h("small", {}, "month 0")];
  return [h("b", {}, `Year ${Math.ceil(month / YEAR)}`), h("small", {}, `month ${((month - 1) % YEAR) + 1}`)];
}

const TYPED = "input:not([type=range]), textarea, select, [contenteditable]";

/** Keys for the whole page, unless they are typed into something. Returns a function that stops listening. */
function watchKeys(theatre) {
  const keys = {
    " ": () => theatre.toggle(),
    ArrowRight: () => theatre.step(1),
    ArrowLeft: () => theatre.step(-1),
    Home: () => theatre.reset(),
    End: () => theatre.seek(theatre.films.months),
  };
  const press = (event) => {
    const act = keys[event.key];
    if (!act || !theatre.films || !theatre.element.clientWidth || event.altKey || event.ctrlKey || event.metaKey || !meantForPage(event)) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}

/** Space presses the button that has the focus; arrows move the slider that has it. */
function meantForPage({ target, key }) {
  if (target.closest(TYPED) || target.closest(".panel input")) return false;
  if (target.matches(".scrub input")) return true;
  return key !== " " || !target.closest("button, summary, a");
}
