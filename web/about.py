"""The fold that says what this is and where it comes from, in plain HTML."""

from html import escape

from experiments.arms import ARMS
from web.words import INSTITUTIONS, arm_words, spoken


def _arms() -> str:
    rows = []
    for name, institutions in ARMS.items():
        words = arm_words(name, institutions)
        deeds = [f"<b>{escape(spoken(i))}</b>: {escape(INSTITUTIONS.get(i, ''))}" for i in institutions]
        rows.append(f"<dt>{escape(str(words['title']))}</dt><dd>{'; '.join(deeds) or escape(str(words['nobody']))}</dd>")
    return f"<dl>{''.join(rows)}</dl>"


ABOUT = f"""
<h2>What am I looking at?</h2>
<p>Four copies of one world, with the same actors and the same luck month by month. Each month every government, city, firm,
organisation and community may contribute to a common good or leave it to others. The copies differ only in the
institutions that are switched on; which of them does best is a result, never an input.</p>
{_arms()}
<p>A bright point is a state whose actors contribute, a dark one a state whose actors do not; its size shows its
population. Half way a shock raises the risk and breaks some commitments. Faint lines in the charts show the
same luck before you changed a setting.</p>
<h2>Sources</h2>
<p>States, trade, memberships and cities come from public tables (see <code>model/data/PROVENANCE.md</code>); every slider names
its source when you point at its label. The rules are those of published models: Santos &amp; Pacheco 2011, Vasconcelos, Santos
&amp; Pacheco 2013, Barrett 1994 and others, listed in <code>docs/explanation/odd.md</code>. Coast lines: see the same
provenance file. One run shows what can happen, not what is likely: for intervals run
<code>uv run python -m experiments compare</code>.</p>
"""
