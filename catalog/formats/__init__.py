"""The formats that issues are written in, a module each; the table of them is in catalog/writers.py.

Each module has `write(issues, context, findings)`, which gives the file a piece at a time and adds to the
findings, `frame(context)`, which says what in a file stands around its issues, and `issues_in(data)`, which
names the issues in a file that this program wrote, None for others.
"""

from catalog.output import Frame

__all__ = ["GENERATOR", "Frame"]

GENERATOR = "kanmu-catalog"
"""The name by which a file says that this program wrote it."""
