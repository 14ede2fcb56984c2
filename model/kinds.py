"""The rules of all kinds of actor, each as one function that picks the rule of the actor's own kind."""

from agents import KINDS
from model.compiled import dispatch

attention = dispatch([kind.attention for kind in KINDS])
appraise = dispatch([kind.appraise for kind in KINDS])
perceive = dispatch([kind.perceive for kind in KINDS])
