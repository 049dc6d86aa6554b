"""The people in the circle: how they are looked after, as seats, and who needs eyes next; each has its own module."""

from kapcircle.views.care import Care, cares
from kapcircle.views.eyes import Eye, eyes
from kapcircle.views.seats import Alias, Badge, SeatView, seats

__all__ = ["Alias", "Badge", "Care", "Eye", "SeatView", "cares", "eyes", "seats"]
