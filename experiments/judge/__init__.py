"""What the runs say: estimates with intervals, rules, verdicts. Nothing here prints."""
