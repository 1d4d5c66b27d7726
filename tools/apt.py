"""Installs Debian packages when we may: as root, where apt is."""

import os
import shutil
import subprocess


def available() -> bool:
    """True if this process could install packages."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install without recommended extras; False if apt could not. Its own lines go to stderr."""
    print(f"Installing {', '.join(packages)} with apt …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = [
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
    ]
    return all(
        subprocess.run(step, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
        == 0
        for step in steps
    )
