"""What a record stands in, as far as a repair must know."""

from typing import NamedTuple


class Medium(NamedTuple):
    """The container by its name, the encoding of the bytes, the dialect, and whether it is bibliographic.

    `dialect` is `marc21` or `cnmarc`, empty where the signs of a record do not agree: then nothing is mended
    for which it must be known.
    """

    container: str
    encoding: str = "utf-8"
    dialect: str = "marc21"
    bibliographic: bool = True

    @property
    def is_unicode(self) -> bool:
        """Whether the file is in an encoding of Unicode."""
        return self.encoding == "utf-8"
