"""Two concerns that may be one: shown, explained point by point, never merged by itself."""
