"""Pictures of the map as files: drawn on the server from the same records and colours.

The drawing library takes half a second to import and is loaded with the first picture.
"""

from ruhrmap.picture.card import SIZE, preview

__all__ = ["SIZE", "preview"]
