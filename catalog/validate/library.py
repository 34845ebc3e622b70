"""What a library knows that no file of records says."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from catalog.config import Settings


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


def of(settings: "Settings") -> Library:
    """Take what the settings say: `organisation`, `hosts`, `local_tags`, the tags of `local`, `target`."""
    hosts = frozenset(host.control_number for host in settings.hosts.values() if host.control_number)
    declared = (*getattr(settings, "local_tags", ()), *(line.strip()[:3] for line in settings.local))
    return Library(settings.organisation, hosts, declared, settings.target)
