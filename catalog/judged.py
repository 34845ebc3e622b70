"""What validate says of a file before it is written: an error there is one of ours."""

from __future__ import annotations

from catalog.config.settings import Settings
from catalog.diagnostics import Diagnostic, finding
from catalog.validate import validate
from catalog.validate.library import of

JSON = ("json", "jsonl")


def errors(data: bytes, container: str, settings: Settings, file: str) -> list[Diagnostic]:
    """Have the rules of validate look at the bytes of a file; each error is a finding (W786)."""
    encoding = "utf-8" if container in JSON else settings.encoding
    found = validate(data, file, library=of(settings), encoding=encoding)
    return [
        finding(
            "W786",
            item.place,
            record=item.place.record,
            rule=item.code,
            message_en=item.message("en"),
            message_zh=item.message("zh"),
        )
        for item in found
        if item.severity == "error"
    ]
