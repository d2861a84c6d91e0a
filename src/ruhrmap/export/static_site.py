"""What a web server gives by itself when there is no room on the live page, or no server.

One page with everything inside, so that each visitor costs one request: the presentation,
which opens with the view in the address. Packed beside it, for servers that look for that.
"""

from __future__ import annotations

import gzip

from ruhrmap.export import presentation
from ruhrmap.export.material import Material

PAGE = "index.html"


def files(material: Material, live: str | None = None) -> dict[str, bytes]:
    """The files of the folder by name, in the order in which they are to be written.

    Parameters
    ----------
    material : Material
    live : str, optional
        Public address of the live page; without one the way back is the root of the server.
    """
    page = presentation.write(material, live, stands_in=True)
    return {f"{PAGE}.gz": gzip.compress(page, mtime=0), PAGE: page}
