"""The people in the circle as seats, and who needs eyes next: each has a module of its own, and is found here."""

from kapcircle.views.eyes import Eye, eyes
from kapcircle.views.seats import Alias, Badge, SeatView, seats

__all__ = ["Alias", "Badge", "Eye", "SeatView", "eyes", "seats"]
