"""How it is shown: figures, tables, pages. Nothing here computes a statistic."""
