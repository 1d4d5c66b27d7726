"""Things people give: advice before the offer, reservation, hand-over. No warehouse."""
