"""The rules of all kinds of actor, each as one function that picks the rule of the actor's own kind."""

from agents import KINDS, Actor
from model.compiled import dispatch

attention = dispatch(lambda: [kind.attention for kind in KINDS], Actor.attention)
appraise = dispatch(lambda: [kind.appraise for kind in KINDS], Actor.appraise)
perceive = dispatch(lambda: [kind.perceive for kind in KINDS], Actor.perceive)
