"""Pages of the city and the Region: written, checked and translated, without technicians."""
