"""Records of XML as Rails writes it, in the shape that the same system's JSON has.

`<created-at type="datetime">` becomes `created_at`, `<comments type="array"><comment>` a list, `nil="true"`
null.
"""

from typing import Any

from draft_escalation.thread.readers.reader import Fields


def from_rails(record: Fields) -> Fields:
    """The record with underscored names and plain values; `@part` and `@key` stay."""
    kept = {name: record[name] for name in ("@part", "@key") if name in record}
    return kept | _inner(record)


def _inner(record: Fields) -> dict[str, Any]:
    return {
        name.replace("-", "_"): _value(name, value)
        for name, value in record.items()
        if not name.startswith(("@", "#"))
    }


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_value(name, one) for one in value]
    if not isinstance(value, dict):
        return value
    if str(value.get("@nil", "")).lower() == "true":
        return None
    children = [key for key in value if not key.startswith(("@", "#"))]
    if value.get("@type") == "array" or (len(children) == 1 and name.endswith("s")):
        return [item for key in children for item in _items(key, value[key])]
    return _inner(value) if children else value.get("#text", "")


def _items(name: str, value: Any) -> list[Any]:
    return [_value(name, one) for one in (value if isinstance(value, list) else [value])]
