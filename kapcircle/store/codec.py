"""Events as JSON and back. What cannot be read is kept as it was written."""

import json
from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from cattrs import Converter

from kapcircle.core.log import Struck, Undone, Unknown

TAG = "is"
"""Names the class of a value where several are possible. A keyword of the language: no field can be called so."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_read_on = json.JSONDecoder().raw_decode
"""Reads a value without a look at the blanks around it: what we wrote has none, and a fold reads five thousand."""


class Codec:
    """Reads and writes the given types of events, and `Undone` and `Struck` always.

    A key that a type does not know is passed over, and a missing key takes the field's default.
    How a type is read or written is worked out when it is first met: to do so for all of them at once would
    cost a tenth of the time in which a vault opens.
    """

    def __init__(self, events: Iterable[type]) -> None:
        types = {*events, Undone, Struck}
        self._kinds = {each.__name__: each for each in types}
        if len(self._kinds) < len(types):
            raise ValueError("two types of events share a name")
        converter = _converter()
        self._write, self._read = cache(converter.get_unstructure_hook), cache(converter.get_structure_hook)

    def encode(self, event: Any) -> tuple[str, str]:
        """The name of an event's type, and its body as JSON."""
        if isinstance(event, Unknown):
            return event.type, event.body
        name = type(event).__name__
        return name, _encode(self._write(self._kinds[name])(event))

    def decode(self, name: str, body: str) -> Any:
        """The event of a body; `Unknown` if the type is not known or the body does not fit it."""
        try:
            kind = self._kinds[name]
            fields, end = _read_on(body)
            if end < len(body):
                fields = json.loads(body)
            return self._read(kind)(fields, kind) if fields.__class__ is dict else Unknown(name, body)
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
    kinds, hook = {each.__name__: each for each in _choices(union)}, cache(converter.get_structure_hook)
    optional = NoneType in get_args(union)

    def read(value: Any, _: Any) -> Any:
        if value is None and optional:
            return None
        kind = kinds[value[TAG]]
        return hook(kind)(value, kind)

    return read


def _write_choice(union: Any, converter: Converter) -> Callable[[Any], Any]:
    kinds, hook = {each.__name__: each for each in _choices(union)}, cache(converter.get_unstructure_hook)

    def write(value: Any) -> Any:
        if value is None:
            return None
        name = type(value).__name__
        return {TAG: name, **hook(kinds[name])(value)}

    return write
