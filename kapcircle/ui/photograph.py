"""A picture of a page, without anybody at the window."""

from pathlib import Path

from kapcircle.core.ids import SessionId
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.pages.circle import CirclePage
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.program import application
from kapcircle.ui.window import HEIGHT, WIDTH, Window


def circle_page(fonts: Path, house: House, circle: Conductor, path: Path) -> bool:
    """Save the Circle page as it is now; False where the picture cannot be written."""
    app = application(fonts)
    bridge = Bridge(house)
    bridge.circle, bridge.sitting = circle, SessionId(circle.name.partition(":")[2])
    window = Window()
    window.resize(WIDTH, HEIGHT)
    window.show_pages([CirclePage(bridge, Preferences())], "Circle")
    window.show()
    app.processEvents()
    saved = window.grab().save(str(path))
    window.close()
    bridge.retire()
    window.deleteLater()
    app.processEvents()
    return saved
