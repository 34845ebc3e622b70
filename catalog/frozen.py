"""Records of plain values: what travels inside the program, where every value is known to be sound."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self, dataclass_transform

NONE: Mapping[Any, Any] = {}
"""The default of a field that has values by key; as all that is frozen, nobody changes it."""


@dataclass_transform(kw_only_default=True)
class Frozen:
    """Named values that cannot be changed once made, and are not checked: that is for pydantic, at the door.

    A subclass annotates its fields; what it assigns to them are their defaults.  A model of pydantic may be a
    subclass, too, with what is asked of values from outside.

    >>> class Heading(Frozen):
    ...     text: str
    ...     size: int = 1
    >>> Heading(text="本期要目").model_copy(update={"size": 2})
    Heading(text='本期要目', size=2)
    """

    defaults: ClassVar[Mapping[str, object]] = NONE

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if type(cls) is type:  # a model sees to its fields itself
            own = {name: vars(cls)[name] for name in cls.__annotations__ if name in vars(cls)}
            for name in own:
                delattr(cls, name)
            cls.defaults = {**cls.defaults, **own}

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(self.defaults, **values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if isinstance(other, Frozen) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as of a dict: some fields are dicts

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields(type(self)))
        return f"{type(self).__name__}({said})"

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """Give the same with other values of some fields; called as in pydantic, for models have it, too."""
        return type(self)(**{**vars(self), **(update or {})})


def fields(kind: type[Frozen]) -> tuple[str, ...]:
    """Name the fields of a class of records, in their order."""
    bases = [base for base in reversed(kind.__mro__) if issubclass(base, Frozen) and base is not Frozen]
    return tuple(dict.fromkeys(name for base in bases for name in vars(base).get("__annotations__", ())))


def told(record: Frozen) -> dict[str, Any]:
    """Give the values of a record that are not their defaults, by name."""
    missing = object()
    return {
        name: value for name, value in vars(record).items() if value != record.defaults.get(name, missing)
    }
