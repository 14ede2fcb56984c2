"""Speed, measured as ratios in one run: machines are noisy, so a time alone says little."""
