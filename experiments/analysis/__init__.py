"""From runs to findings: which factors matter, where one arm does better than another, and a page that tells it."""
