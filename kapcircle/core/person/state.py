"""The state of one participant, a field for each noun; a new noun is a field here and a name in `NOUNS`."""

from dataclasses import dataclass

from kapcircle.core.nouns import Nouns
from kapcircle.core.person import (
    boosting,
    care,
    consents,
    contacts,
    documents,
    identity,
    maintenance,
    needs,
    preferences,
    preparation,
    safety,
    screening,
    standing,
)
from kapcircle.core.person.boosting import Boosting
from kapcircle.core.person.care import Care
from kapcircle.core.person.consents import Consents
from kapcircle.core.person.contacts import Reach
from kapcircle.core.person.documents import Documents
from kapcircle.core.person.identity import Identity
from kapcircle.core.person.maintenance import Requests
from kapcircle.core.person.needs import Needs
from kapcircle.core.person.preferences import Own
from kapcircle.core.person.preparation import Preparation
from kapcircle.core.person.safety import Safety
from kapcircle.core.person.screening import Screening
from kapcircle.core.person.standing import Standing


@dataclass(frozen=True)
class Person:
    """A participant."""

    identity: Identity = Identity()
    standing: Standing = Standing()
    contacts: Reach = Reach()
    needs: Needs = Needs()
    preferences: Own = Own()
    screening: Screening = Screening()
    consents: Consents = Consents()
    documents: Documents = Documents()
    preparation: Preparation = Preparation()
    safety: Safety = Safety()
    care: Care = Care()
    boosting: Boosting = Boosting()
    maintenance: Requests = Requests()

    @property
    def alias(self) -> str:
        """What the room calls them."""
        return self.identity.alias


NOUNS = Nouns(
    identity=identity,
    standing=standing,
    contacts=contacts,
    needs=needs,
    preferences=preferences,
    screening=screening,
    consents=consents,
    documents=documents,
    preparation=preparation,
    safety=safety,
    care=care,
    boosting=boosting,
    maintenance=maintenance,
)
