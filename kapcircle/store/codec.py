"""Events as JSON and back. What cannot be read is kept as it was written."""

import json
from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from cattrs import Converter

from kapcircle.core.log import Struck, Undone, Unknown

TAG = "is"
"""Names the class of a value where several are possible. A keyword of the language: no field can be called so."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_decode = json.JSONDecoder().decode


class Codec:
    """Reads and writes the given types of events, and `Undone` and `Struck` always.

    A key that a type does not know is passed over, and a missing key takes the field's default.
    """

    def __init__(self, events: Iterable[type]) -> None:
        types = {*events, Undone, Struck}
        converter = _converter()
        self._write = {each: converter.get_unstructure_hook(each) for each in types}
        self._read = {each.__name__: (each, converter.get_structure_hook(each)) for each in types}
        if len(self._read) < len(types):
            raise ValueError("two types of events share a name")

    def encode(self, event: Any) -> tuple[str, str]:
        """The name of an event's type, and its body as JSON."""
        if isinstance(event, Unknown):
            return event.type, event.body
        kind = type(event)
        return kind.__name__, _encode(self._write[kind](event))

    def decode(self, name: str, body: str) -> Any:
        """The event of a body; `Unknown` if the type is not known or the body does not fit it."""
        try:
            kind, read = self._read[name]
            fields = _decode(body)
            return read(fields, kind) if fields.__class__ is dict else Unknown(name, body)
        except (KeyError, ValueError, TypeError, RecursionError):
            return Unknown(name, body)


def _converter() -> Converter:
    converter = Converter(detailed_validation=False)
    for plain in (int, str, bool):
        converter.register_structure_hook(plain, _exactly(plain))
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook_factory(_is_choice, _read_choice)
    converter.register_unstructure_hook_factory(_is_choice, _write_choice)
    return converter


def _exactly(plain: type) -> Callable[[Any, Any], Any]:
    def read(value: Any, _: Any) -> Any:
        if value.__class__ is not plain:
            raise TypeError(f"{plain.__name__} expected")
        return value

    return read


def _number(value: Any, _: Any) -> float:
    if value.__class__ is not float and value.__class__ is not int:
        raise TypeError("number expected")
    return float(value)


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and len(_choices(kind)) > 1 and all(map(is_dataclass, _choices(kind)))


def _choices(union: Any) -> tuple[type, ...]:
    return tuple(each for each in get_args(union) if each is not NoneType)


def _read_choice(union: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    hooks = {each.__name__: (each, converter.get_structure_hook(each)) for each in _choices(union)}
    optional = NoneType in get_args(union)

    def read(value: Any, _: Any) -> Any:
        if value is None and optional:
            return None
        kind, hook = hooks[value[TAG]]
        return hook(value, kind)

    return read


def _write_choice(union: Any, converter: Converter) -> Callable[[Any], Any]:
    hooks = {each: converter.get_unstructure_hook(each) for each in _choices(union)}

    def write(value: Any) -> Any:
        return None if value is None else {TAG: type(value).__name__, **hooks[type(value)](value)}

    return write
