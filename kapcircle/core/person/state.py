"""The state of one participant, a field for each noun; a new noun is a field here and a name in `NOUNS`."""

from dataclasses import dataclass

from kapcircle.core.nouns import Nouns
from kapcircle.core.person import identity
from kapcircle.core.person.identity import Identity


@dataclass(frozen=True)
class Person:
    """A participant."""

    identity: Identity = Identity()

    @property
    def alias(self) -> str:
        """What the room calls them."""
        return self.identity.alias


NOUNS = Nouns(identity=identity)
