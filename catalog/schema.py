"""The published JSON Schemas, made from the models."""

import json
from typing import Any

from catalog.model import SCHEMA_ID, IssueFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def issues_schema() -> dict[str, Any]:
    """Make the JSON Schema of an issue file; the committed copy is schemas/issues.schema.json.

    Beyond what the model says, a file must name its schema, and no object has other keys than those
    described.
    """
    made = IssueFile.model_json_schema(by_alias=True)
    for described in (made, *made["$defs"].values()):
        if described.get("type") == "object":
            described["additionalProperties"] = False
    made["required"] = ["schema", "issues"]
    return {"$schema": DIALECT, "$id": SCHEMA_ID, **made}


def as_file(schema: dict[str, Any]) -> str:
    """Write a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
