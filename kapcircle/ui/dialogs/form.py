"""A few fields and one deed: what is wrong stands under them, and nothing typed is lost."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Complaint, Field, key, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.tick import Tick

Part = tuple[str, QWidget]
"""The name of a field and the field; a tick has its words itself."""


class Form(Dialog):
    """`act` is done when the deed is chosen; the dialog stays open with what it refused."""

    def __init__(
        self,
        heading: str,
        words: str,
        parts: Sequence[Part],
        deed: str,
        act: Callable[[], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(heading, parent)
        self._act, self._trouble = act, Complaint()
        if words:
            self.body.addWidget(wrapped(words))
        for name, part in parts:
            self.body.addWidget(part if isinstance(part, Tick) else Field(name, part))
        self.body.addWidget(self._trouble)
        self.keys(key("Cancel", self.reject), key(deed, self._do, kind=Kind.LIVE))
        if parts:
            parts[0][1].setFocus()

    def _do(self) -> None:
        try:
            self._act()
        except (KnownError, Refused) as error:
            self._trouble.about(str(error))
        else:
            self.accept()
