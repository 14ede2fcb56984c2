"""Questions put to the model: arms, runs, sweeps, figures, claims."""
