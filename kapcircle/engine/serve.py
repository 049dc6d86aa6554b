"""What the engine's process runs. It loads what decodes and mixes over there, so that no window has to."""

from multiprocessing.connection import Connection

from kapcircle.desk.orders import Report
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.wanted import Sent


def serve(pipe: "Connection[Report, Sent]", fitting: Fitting) -> None:
    """Run the room until it is told to leave, or left alone for too long. The lamps are seen to before the rest."""
    from kapcircle.engine.settled import settle_in
    from kapcircle.engine.shining import Shining

    settle_in()
    lamps = Shining(fitting)
    from kapcircle.engine.process import live

    live(pipe, fitting, lamps)
