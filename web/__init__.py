"""The page: four worlds side by side on the same luck, composed from small parts.

`page` composes, `controls` turns declarations into sliders, `address` keeps the experiment in the link, `films`
computes and shares runs, `reel` packs them, `stage` is the widget that plays them in the browser. `scenarios` shows
what `performance` plays in a process of its own, and `prediction` holds it against what the visitor predicted.
"""
