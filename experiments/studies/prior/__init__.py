"""The prior: what the arms do over all declared uncertainties that are worlds (DEFINITIONS B; `ranges.csv`)."""
