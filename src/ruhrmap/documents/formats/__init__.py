"""Each format's way to text; run in a process of its own (see :mod:`ruhrmap.documents.apart`)."""
