"""What the browser loads only when a reader asks for it: no first map waits for it."""

from ruhrmap.ondemand.chronicle import chronicle
from ruhrmap.ondemand.comparison import comparison
from ruhrmap.ondemand.multiples import multiples
from ruhrmap.ondemand.steps import step_labels, steps
from ruhrmap.ondemand.tables import tables

__all__ = ["chronicle", "comparison", "multiples", "step_labels", "steps", "tables"]
