"""R4xx, X5xx, J6xx: records and files of records."""

from catalog.codes.code import Code

CODES: tuple[Code, ...] = ()
