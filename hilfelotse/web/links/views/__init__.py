"""Pages behind a link. Looking never changes anything; acting needs a POST."""
