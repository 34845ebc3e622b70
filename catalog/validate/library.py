"""What a library knows that no file of records says."""

from typing import TYPE_CHECKING, NamedTuple

from catalog import targets

if TYPE_CHECKING:
    from catalog.config.settings import Settings


class Library(NamedTuple):
    """Its organisation code, control numbers of its records of periodicals, its local tags, its system.

    A tag may have X for any character, as in 9XX; `target` names the system that records are for.
    """

    organisation: str = ""
    hosts: frozenset[str] = frozenset()
    local_tags: tuple[str, ...] = ()
    target: str = "generic"

    def declares(self, tag: str) -> bool:
        """Tell whether a tag is one of the library's own.

        >>> Library(local_tags=("9XX", "LKR")).declares("942")
        True
        """
        return any(
            len(own) == len(tag) and all(a in ("X", b) for a, b in zip(own, tag, strict=True))
            for own in self.local_tags
        )

    def for_target(self, name: str) -> "Library":
        """Give the same library with records for a system, whose own fields it has, too."""
        own = tuple(str(line).strip()[:3] for line in targets.load(name).settings.get("local", ()))
        return self._replace(target=name, local_tags=(*self.local_tags, *own))


def of(settings: "Settings") -> Library:
    """Take what the settings say: `organisation`, `hosts`, `local_tags`, the tags of `local`, `target`."""
    hosts = frozenset(host.control_number for host in settings.hosts.values() if host.control_number)
    declared = (*settings.local_tags, *(line.strip()[:3] for line in settings.local))
    return Library(settings.organisation, hosts, declared).for_target(settings.target)
