"""Every form, by the name of the action whose letter opens it, or by which another form turns to it."""

from collections.abc import Mapping

from kapcircle.ui.records import vitals
from kapcircle.ui.records.form import Form

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        vitals.VITALS,
        vitals.NOT_TAKEN,
    )
}
