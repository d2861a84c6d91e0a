"""Every reader of the program with inputs that nobody would think of; see README.md."""
