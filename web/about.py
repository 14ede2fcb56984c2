"""The fold that says what this is and where it comes from, from its template."""

from experiments.ask.arms import ARMS
from web.templates import rendered
from web.words import arm_words

ABOUT = rendered("about.html.j2", arms=[arm_words(name, institutions) for name, institutions in ARMS.items()])
