"""The formats that issues are written in, a module each; the table of them is in catalog/export.py.

Each module has `write(issues, context, findings)`, which gives the file a piece at a time and adds to the
findings, and `issues_in(data)`, which names the issues in a file that this program wrote, None for others.
"""

GENERATOR = "kanmu-catalog"
"""The name by which a file says that this program wrote it."""
