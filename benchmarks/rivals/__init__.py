"""What there is to beat: the same game in idiomatic Mesa, and in C as a floor."""
