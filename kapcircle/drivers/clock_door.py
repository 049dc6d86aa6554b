"""Who may see the clock page: a code of six digits, few tries, and a token for each device that had it right."""

import hmac
import secrets
from collections import deque
from collections.abc import Callable
from enum import Enum

DIGITS = 6
TRIES = 5
"""Wrong codes from one address within a minute, before it has to wait: programme setting."""
ALL_TRIES = 30
"""The same from all addresses together, for one device may have many: programme setting."""
MINUTE_S = 60.0
DEVICES = 32
"""Whoever had the code right; of more, the first one types it again: programme setting."""


class Answer(Enum):
    """What becomes of a try."""

    RIGHT = "right"
    WRONG = "wrong"
    WAIT = "wait"


def new_code() -> str:
    """Six digits that nobody can foresee."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


class Door:
    """Knows one code. `now` counts seconds."""

    def __init__(self, code: str, now: Callable[[], float]) -> None:
        self._code, self._now = code.encode(), now
        self._wrong: dict[str, deque[float]] = {}
        self._tokens: deque[str] = deque(maxlen=DEVICES)

    def knock(self, peer: str, typed: str) -> Answer:
        """Whether a code is right. While a peer has to wait, the right one is not looked at either."""
        if self._waits(peer, TRIES) or self._waits("", ALL_TRIES):
            return Answer.WAIT
        plain = "".join(typed.split())
        if hmac.compare_digest(plain.encode("utf-8", "replace"), self._code):
            return Answer.RIGHT
        for whose in (peer, ""):
            self._wrong.setdefault(whose, deque()).append(self._now())
        return Answer.WRONG

    def _waits(self, whose: str, tries: int) -> bool:
        past = self._wrong.get(whose, deque())
        while past and self._now() - past[0] >= MINUTE_S:
            past.popleft()
        if not past:
            self._wrong.pop(whose, None)
        return len(past) >= tries

    def admit(self) -> str:
        """A token that opens from now on."""
        token = secrets.token_urlsafe(32)
        self._tokens.append(token)
        return token

    def knows(self, token: str) -> bool:
        """Whether it was given one of these; each is compared in the same time."""
        given = token.encode("utf-8", "replace")
        return any(hmac.compare_digest(given, known.encode()) for known in self._tokens)
