"""The office itself: its hours, holidays and closures, and the clock that deadlines run on."""
