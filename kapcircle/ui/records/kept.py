"""A half-filled form as text, and back: it is kept apart from the log, as half-typed words are."""

import json
from collections.abc import Mapping


def kept(raw: Mapping[str, str]) -> str:
    """What stands in the fields as one text; nothing where nothing does."""
    filled = {name: text for name, text in raw.items() if text}
    return json.dumps(filled, ensure_ascii=False) if filled else ""


def found(text: str) -> dict[str, str]:
    """What was kept; what cannot be read is not there."""
    try:
        read = json.loads(text) if text else {}
    except ValueError:
        return {}
    return {str(name): str(raw) for name, raw in read.items()} if isinstance(read, dict) else {}
