"""ruhrmap: how an education initiative came to cover its region."""
