"""What the engine's process runs. It loads what decodes and mixes over there, so that no window has to."""

from multiprocessing.connection import Connection

from kapcircle.desk.orders import Order, Report
from kapcircle.engine.fitting import Fitting


def serve(pipe: "Connection[Report, Order]", fitting: Fitting) -> None:
    """Run the room until it is told to leave, or left alone for too long."""
    from kapcircle.engine.process import live

    live(pipe, fitting)
