"""The fold that says what this is and where it comes from, in plain HTML."""

from html import escape

from experiments.ask.arms import ARMS
from web.words import INSTITUTIONS, NOBODY, arm_words, spoken


def _arms() -> str:
    rows = []
    for name, institutions in ARMS.items():
        title = escape(str(arm_words(name, institutions)["title"]))
        deeds = [f"<b>{escape(spoken(i))}</b>: {escape(INSTITUTIONS.get(i, ''))}" for i in institutions]
        rows.append(f"<dt>{title}</dt><dd>{'; '.join(deeds) or escape(NOBODY)}</dd>")
    return f"<dl>{''.join(rows)}</dl>"


ABOUT = f"""
<h2>What am I looking at?</h2>
<p>Four copies of one world, with the same actors and the same luck month by month. Each month every government, city,
firm, organisation and community may contribute to a common good or leave it to others. The copies differ only in the
institutions that are switched on; which of them does best is a result, never an input.</p>
{_arms()}
<p>A bright point is a state whose actors contribute, a dark one a state whose actors do not; its size shows its
population. Zoom in to see the actors within. The shock raises the risk and breaks some commitments. Faint lines in the
charts are the same world and luck before you changed a setting.</p>
<p>Under Scenarios are questions that are ready to be asked, each with what the literature expects: predict, run it over
several worlds, and see whether it comes. A run may be stopped, and is shared with whoever asks for the same.</p>
<p>Keys: space plays and pauses, the arrows step, Home returns to the start. The address of this page holds the
experiment and the month: share it as it is.</p>
<h2>Sources</h2>
<p>States, trade, memberships, cities and coast lines come from public tables, listed with their licences in
<code>model/data/PROVENANCE.md</code>. Every slider names its source when you point at its label. The rules are those of
published models, among them Santos &amp; Pacheco 2011, Vasconcelos, Santos &amp; Pacheco 2013 and Barrett 1994; all are
in <code>docs/explanation/odd.md</code>. The map is an Equal Earth projection (Savric, Patterson &amp; Jenny 2018).</p>
<p>One run shows what can happen, not what is likely: for intervals over many runs there is
<code>uv run python -m experiments compare</code>.</p>
"""
