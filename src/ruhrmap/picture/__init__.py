"""Pictures of the map as files: drawn on the server from the same records and colours.

The drawing library takes half a second to import and is loaded with the first picture.
"""

from ruhrmap.picture.canvas import Canvas
from ruhrmap.picture.card import SIZE, preview
from ruhrmap.picture.lettering import Type
from ruhrmap.picture.moving import Progress, Still, frames_of, frames_zip, gif
from ruhrmap.picture.poster import poster
from ruhrmap.picture.sheet import sheet, slide
from ruhrmap.picture.size import SIZES, Size, size
from ruhrmap.picture.slide_map import legend_alone, legend_in_words, map_alone
from ruhrmap.picture.words import Material, Scene

__all__ = [
    "SIZE",
    "SIZES",
    "Canvas",
    "Material",
    "Progress",
    "Scene",
    "Size",
    "Still",
    "Type",
    "frames_of",
    "frames_zip",
    "gif",
    "legend_alone",
    "legend_in_words",
    "map_alone",
    "poster",
    "preview",
    "sheet",
    "size",
    "slide",
]
