/** Predict, then play: one question before the reveal, and one sentence after it, built from the figures. */

const LEVEL = 0.01; // shares closer than this are called level
const PLACES = ["first", "second", "third", "fourth", "fifth", "sixth"];

class Question {
  constructor(theatre, askLuck) {
    this.theatre = theatre;
    this.askLuck = askLuck;
    this.element = h("section", { class: "question", "aria-live": "polite" });
  }

  /** Redrawn only when the stage of the lesson changes, so that the focus is not lost while playing. */
  draw() {
    const { films, month, prediction } = this.theatre;
    const ended = month >= films.months;
    const phase = ended ? "verdict" : prediction === undefined ? "ask" : "wait";
    const face = `${phase} ${prediction} ${films.number}`;
    if (face === this.face) return;
    this.face = face;
    this.element.dataset.phase = phase;
    this.element.replaceChildren(...this[phase]());
  }

  ask() {
    const { theatre } = this;
    const choices = theatre.films.arms.map((arm, a) =>
      h("button", { type: "button", class: "choice", "data-choice": arm.name, onclick: () => theatre.predict(a) }, lineSample(lineOf(a)), arm.title));
    const years = theatre.films.months / YEAR;
    return [
      h("p", {}, h("b", {}, "Predict, then play."), ` After ${years} years, which world cooperates most?`),
      h("div", { class: "choices" }, ...choices, this.link("just play", () => theatre.predict(null))),
    ];
  }

  wait() {
    const { films, prediction } = this.theatre;
    const said = prediction === null ? ["Watch which world lights up."] : ["You predicted ", h("b", {}, films.arms[prediction].title), ". Watch which world lights up."];
    return [h("p", {}, ...said), this.link("predict again", () => this.theatre.askAgain())];
  }

  verdict() {
    const { films, prediction } = this.theatre;
    return [
      h("p", { class: "verdict" }, verdict(films, prediction)),
      h("p", { class: "again" }, "One luck proves little. ", this.link("try another luck", this.askLuck), this.link("predict again", () => this.theatre.askAgain())),
    ];
  }

  link(text, onclick) {
    return h("button", { type: "button", class: "link", onclick }, text);
  }

  /** Somebody pressed play before answering: show where the question is. */
  nudge() {
    this.element.classList.remove("nudged");
    void this.element.offsetWidth; // restarts the animation
    this.element.classList.add("nudged");
  }
}

/** What happened, against what was predicted, in one sentence. */
function verdict(films, prediction) {
  const ranked = ranking(films, "cooperation");
  const guess = ranked.find((r) => r.arm === prediction);
  const level = leaders(ranked);
  const told = level.length > 1 ? tie(level, guess) : win(ranked, guess);
  return `${told}${welfareClause(films)}.${idleClause(films)}`;
}

/** Worlds with institutions in which nobody was ever in an agreement: why they look like the one without. */
function idleClause(films) {
  const idle = films.arms.filter((arm) => arm.institutions.length && arm.series.exclusivity?.every((share) => share === 1));
  return idle.length ? ` No agreement ever came into force under ${listed(idle.map((arm) => arm.title))}.` : "";
}

function win(ranked, guess) {
  const [best, next] = ranked;
  const lead = `${best.title} cooperated most in the last year, ${percent(best.score)}, ahead of ${next.title} with ${percent(next.score)}`;
  if (!guess) return lead;
  if (guess === best) return `As you predicted, ${lead}`;
  const place = PLACES[ranked.indexOf(guess)];
  return `You predicted ${guess.title}, which came ${place} with ${percent(guess.score)}; ${best.title} cooperated most in the last year, ${percent(best.score)}`;
}

function tie(level, guess) {
  const told = `${listed(level.map((r) => r.title))} ended level, with ${percent(level[0].score)} cooperating in the last year`;
  if (!guess) return told;
  if (level.includes(guess)) return `${told}, your prediction among them`;
  return `You predicted ${guess.title}, which came to ${percent(guess.score)}; ${told}`;
}

function welfareClause(films) {
  const outcome = films.labels.find((o) => o.name === "welfare_mean");
  if (!outcome) return "";
  const [richest] = ranking(films, outcome.name);
  return `; welfare was highest under ${richest.title}, ${figure(richest.score, outcome.unit)}`;
}

/** The worlds that cooperated most in the last year: one, or those that ended level. */
function winners(films) {
  const ranked = ranking(films, "cooperation");
  return leaders(ranked).map((r) => r.arm);
}

const leaders = (ranked) => ranked.filter((r) => ranked[0].score - r.score < LEVEL);

/** Arms by their mean over the last year of an outcome, the highest first. */
function ranking(films, outcome) {
  const scored = films.arms.map((arm, index) => {
    const year = arm.series[outcome].slice(-YEAR).filter(Number.isFinite);
    return { arm: index, title: arm.title, score: year.reduce((a, b) => a + b, 0) / year.length };
  });
  return scored.sort((a, b) => b.score - a.score);
}

const listed = (names) => [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
