"""How well and how fast releases are read: labelled texts in our own words, and their score."""
