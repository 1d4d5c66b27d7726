"""Installs Debian packages when we may: as root, where apt is."""

import os
import shutil
import subprocess


def available() -> bool:
    """True if this process could install packages."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install without recommended extras; False, and apt's own words, if apt could not."""
    print(f"Installing {', '.join(packages)} with apt …", flush=True)
    options = ["-qq", "-y", "--no-install-recommends"]
    return _apt_get("-qq", "update") and _apt_get("install", *options, *packages)


def _apt_get(*arguments: str) -> bool:
    result = subprocess.run(
        ["apt-get", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        print(result.stdout + result.stderr, flush=True)
    return result.returncode == 0
