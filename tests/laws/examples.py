"""On how many examples every law is tried: 200, the same in each run. Worlds are small and runs are short for that."""

from hypothesis import settings

law = settings(max_examples=200, deadline=None, derandomize=True)
