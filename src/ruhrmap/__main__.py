"""``python -m ruhrmap`` is the command ``ruhrmap``."""

import sys

from ruhrmap.cli import main

if __name__ == "__main__":
    sys.exit(main())
