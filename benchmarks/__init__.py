"""How fast the time map is, beside the two usual ways; see ``README.md``."""
