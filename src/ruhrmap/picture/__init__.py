"""Pictures of the map as files: drawn on the server from the same records and colours.

The drawing library takes half a second to import and is loaded with the first picture.
"""

from ruhrmap.picture.canvas import Canvas
from ruhrmap.picture.card import SIZE, preview
from ruhrmap.picture.size import SIZES, Size, size

__all__ = ["SIZE", "SIZES", "Canvas", "Size", "preview", "size"]
