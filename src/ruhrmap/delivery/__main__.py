"""The process that reads one workbook: bounds itself, reads standard input, answers with JSON.

Started by :mod:`ruhrmap.delivery.guarded` with bytes of memory and seconds.
"""

from __future__ import annotations

import json
import sys

from ruhrmap import apart
from ruhrmap.delivery import guarded

if __name__ == "__main__":
    apart.bound(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(json.dumps(guarded.answer(sys.stdin.buffer.read())))
