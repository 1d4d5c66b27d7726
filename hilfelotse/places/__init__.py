"""Districts, quarters and postcodes of the city and its region, and how far apart they are."""
