"""What has left the vault as a file or by a printer, the latest first."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kapcircle.desk.printouts import Left
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog, room_over
from kapcircle.ui.forms import key, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.views.times import date, hour

SIZE = QSize(860, 560)
WIDTHS = (150, 260, 200, 0)
WORDS = "Each is noted before it leaves. Who has it since, no program knows."


class LeftDialog(Dialog):
    """A list to read. Raises Refused where the role at the desk does not read it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        left, zone = bridge.house.printouts.left(), bridge.zone
        super().__init__("What has left the vault", parent)

        def when(x: Left) -> str:
            return f"{date(x.at, zone)}, {hour(x.at, zone)}"

        columns = (
            Column("When", when),
            Column("What", lambda x: x.what),
            Column("About", lambda x: x.of),
            Column("By", lambda x: x.by),
        )
        self.grid = Grid("What has left the vault", columns, WIDTHS, lambda _, __: Tone.TEXT)
        self.grid.show_rows(left)
        self.body.addWidget(wrapped(WORDS if left else "Nothing yet."))
        self.body.addWidget(self.grid, 1)
        self.keys(key("Close", self.accept))
        self.resize(room_over(parent, SIZE * t.scale()))
        self.grid.setFocus()
