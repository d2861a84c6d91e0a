"""A day's worth of visitors in fast motion, and whether anything grows."""
