"""What a sweep says: which parameters matter, where each arm wins, one page on all of it. It is asked by a design."""
