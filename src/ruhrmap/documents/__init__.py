"""A file that somebody was sent, as text: what it is, what it says, and why it says nothing.

Text, Markdown, HTML, PDF, Word (DOCX) and e-mail. What the text *means* is read in
:mod:`ruhrmap.press`.
"""

from ruhrmap.documents.document import LARGEST, LONGEST, Document, DocumentError, Kind
from ruhrmap.documents.reading import open, read

__all__ = ["LARGEST", "LONGEST", "Document", "DocumentError", "Kind", "open", "read"]
