"""What must be there before anything can be measured."""

import shutil
import subprocess
import sys
from pathlib import Path

from report import tell

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Failure(Exception):
    """Something is missing or failed; its text tells the user what to do."""


def output(command: list[str | Path], otherwise: str) -> str:
    """What a command prints; when it fails, the end of what it said, and what to do about it."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")
    except OSError as error:
        raise Failure(f"{error}; {otherwise}") from None
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip().splitlines()[-5:]
        raise Failure("\n  ".join([f"{Path(command[0]).name} failed; {otherwise}", *said]))
    return done.stdout


def found(program: str, otherwise: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise Failure(f"{program} is missing; {otherwise}")
    return path


def btmon() -> str:
    return found("btmon", "it comes with BlueZ: apt-get install bluez")


def installed_peers() -> Path:
    """The Python that has the peers, in an environment of their own."""
    environment = ROOT / ".build-peers"
    python = environment / "bin" / "python"
    if not (environment / "bin" / "pip").exists():
        tell("making a virtual environment")
        output([sys.executable, "-m", "venv", environment],
               "on Debian venv is a package of its own: apt-get install python3-venv")
    tell("installing the Python peers")
    output([python, "-m", "pip", "install", "--disable-pip-version-check", "--quiet",
            "--requirement", HERE / "requirements.txt"],
           "it takes a network, and for TheengsDecoder a compiler: apt-get install g++ python3-dev")
    return python


def built_throughput() -> Path:
    """The release build of `throughput`."""
    swift = found("swift", "install Swift 6.3 or newer")
    build = [swift, "build", "--package-path", "Benchmarks", "--scratch-path", ".build-benchmarks",
             "-c", "release", "--product", "throughput"]
    tell("building throughput, which takes some minutes the first time")
    output(build, "does the package build by itself?")
    return Path(output([*build, "--show-bin-path"], "").strip()) / "throughput"
