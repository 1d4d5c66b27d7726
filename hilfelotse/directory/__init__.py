"""Who helps: supporter circles, operators, associations, departments, the Region; their people."""
