"""The sections of a person's page, in the order of their keys. Another one is another line."""

from kapcircle.ui.panels.person_after import After
from kapcircle.ui.panels.person_forms import Contact, Liked, Needed, Who
from kapcircle.ui.panels.person_ready import Ready
from kapcircle.ui.panels.person_section import Section
from kapcircle.ui.panels.person_standing import Stands

SECTIONS: tuple[type[Section], ...] = (
    Who,
    Contact,
    Needed,
    Liked,
    Stands,
    Ready,
    After,
)
