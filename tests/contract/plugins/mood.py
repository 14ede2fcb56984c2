"""A picture of welfare by seed."""

import matplotlib.pyplot as plt

from westphalia import picture


@picture("mood")
def mood(question, families, summary):
    figure, axes = plt.subplots()
    axes.plot([rows["festive"].outcomes["welfare_mean"] for rows in families.values()])
    axes.set(xlabel="seed", ylabel="welfare")
    return figure
