"""Pictures that people add to what they offer: checked, drawn again, without location."""
