"""R4xx, X5xx, J6xx: records and files of records."""

from catalog.codes import characters, coded, container, fields, fixed, issues, links, mods, numbers, runs, xml

CODES = (
    *fixed.CODES,
    *fields.CODES,
    *links.CODES,
    *numbers.CODES,
    *coded.CODES,
    *runs.CODES,
    *characters.CODES,
    *container.CODES,
    *xml.CODES,
    *mods.CODES,
    *issues.CODES,
)
