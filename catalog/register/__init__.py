"""The register: which control number an article got, when its record was first written and last changed.

One SQLite file remembers the listings as they were exported last.  An article that is in the new listing as
well keeps its number, even if its title was corrected, entries were inserted or its section has moved.
"""

FILE_NAME = "register.sqlite"
