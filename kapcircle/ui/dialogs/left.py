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
from kapcircle.views.times import moment

SIZE, SMALL = QSize(860, 560), QSize(520, 160)
WIDTHS = (150, 260, 200, 0)
NOTHING = "Nothing has: no file was written, and nothing printed. Each is noted here before it leaves."
WORDS = "Each is noted before it leaves. Who has it since, no program knows."


class LeftDialog(Dialog):
    """A list to read. Raises Refused where the role at the desk does not read it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        left, zone = bridge.house.printouts.left(), bridge.zone
        super().__init__("What has left the vault", parent)

        def when(x: Left) -> str:
            return moment(x.at, zone)

        columns = (
            Column("When", when),
            Column("What", lambda x: x.what),
            Column("About", lambda x: x.of),
            Column("By", lambda x: x.by),
        )
        self.grid = Grid("What has left the vault", columns, WIDTHS, lambda _, __: Tone.TEXT)
        self.grid.show_rows(left)
        self.grid.setVisible(bool(left))
        self.body.addWidget(wrapped(WORDS if left else NOTHING))
        self.body.addWidget(self.grid, 1)
        close = key("Close", self.accept)
        self.keys(close)
        self.resize(room_over(parent, (SIZE if left else SMALL) * t.scale()))
        (self.grid if left else close).setFocus()
