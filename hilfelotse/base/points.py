"""Named points at which the suite lets a process die, to prove that nothing acknowledged is lost.

In the demo mode only, and only when the environment names a point; else reaching one costs nothing.
"""

import os
import signal

_DIE_AT = os.environ.get("HILFELOTSE_DIE_AT", "")
_IN_DEMO = os.environ.get("HILFELOTSE_MODE", "demo") == "demo"
_ARMED = bool(_DIE_AT) and _IN_DEMO


def reach(point: str) -> None:
    """Die here, as by ``kill -9``, if this is the point that the environment names.

    ``HILFELOTSE_DIE_AT``: the point's name, and a file behind an ``@`` that is removed first, so
    that the next process lives on.
    """
    if not _ARMED:
        return
    wanted, _, once = _DIE_AT.partition("@")
    if wanted != point:
        return
    if once:
        try:
            os.unlink(once)
        except FileNotFoundError:
            return
    os.kill(os.getpid(), signal.SIGKILL)
