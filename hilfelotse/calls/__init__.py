"""The telephone: notes of calls, and calling back until somebody is reached."""
