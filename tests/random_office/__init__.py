"""The office at random: whatever is done in whatever order, ``truths`` stays true."""
