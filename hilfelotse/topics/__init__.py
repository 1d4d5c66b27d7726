"""What things are called: service areas, activities, skills, languages, times of the week."""
