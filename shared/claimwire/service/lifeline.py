"""Ending with the supervisor that started us."""

import os
import signal
import threading


def end_with_supervisor() -> None:
    """Drain and end when the supervisor dies, however it dies.

    The supervisor passes the read end of a pipe in ``CLAIMWIRE_LIFELINE``; nobody ever writes to
    it, so it turns readable only when the supervisor's end is closed. Without it a killed
    supervisor would leave its services running without their server.
    """
    descriptor = os.environ.get("CLAIMWIRE_LIFELINE")
    if descriptor is not None:
        os.set_inheritable(int(descriptor), False)
        threading.Thread(target=_watch, args=(int(descriptor),), name="lifeline", daemon=True).start()


def _watch(descriptor: int) -> None:
    os.read(descriptor, 1)
    os.kill(os.getpid(), signal.SIGTERM)
