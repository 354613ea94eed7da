"""Who takes part, and how each one's CPU time becomes known."""

import re
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path

from preparation import HERE, Failure

REPORT, ADDRESS = "ns a report", "ms an address"
KEYS, ADDRESSES = 100_000, 5
# It takes two thirds of a millisecond a report, so a part of the capture must do.
DECODED_AT_MOST = 3_000


@dataclass(frozen=True)
class Contestant:
    """A command that says itself what it took, or whose whole CPU time counts."""

    name: str
    unit: str
    command: tuple[str, ...]
    # What it prints when it has done all the work.
    proof: str = ""
    # For a command that does not say what it took: the reports among which its time is divided.
    reports: int | None = None

    def measure(self) -> float:
        before = cpu_time_of_children()
        # What has no proof to be found in it is long, and nobody reads it.
        sink = subprocess.PIPE if self.proof else subprocess.DEVNULL
        done = subprocess.run(self.command, stdout=sink, stderr=subprocess.PIPE, text=True)
        spent = cpu_time_of_children() - before
        printed = done.stdout or ""
        if done.returncode != 0 or self.proof not in printed:
            said = (printed + done.stderr).strip() or f"exit code {done.returncode}"
            raise Failure(f"{self.name} did not do its work ({self.proof}): {said}")
        if self.reports is not None:
            return spent * 1e9 / self.reports
        figure = re.findall(rf"([\d.]+) {self.unit}", printed)
        if not figure:
            raise Failure(f"{self.name} does not say how many {self.unit} it took: {printed}")
        return float(figure[-1])


def cpu_time_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def contestants(
    throughput: Path, btmon: str, python: Path, capture: Path, reports: int
) -> list[Contestant]:
    """Everybody in the order of their turns; in each unit, this engine comes first."""
    ours, file = str(throughput), str(capture)
    peer = (str(python), "-B", str(HERE / "python_peers.py"))
    decoded = min(reports, DECODED_AT_MOST)
    keys, addresses = str(KEYS), str(ADDRESSES)
    owners = f"{ADDRESSES} of {ADDRESSES} addresses have their owner"
    return [
        Contestant("this engine, file to facts", REPORT,
                   (ours, "--recording", file, "--reports", str(reports), "--runs", "1"),
                   proof=f"{reports} reports"),
        Contestant("btmon --analyze: counts packets", REPORT, (btmon, "--analyze", file),
                   proof=f"contains {reports} packets", reports=reports),
        Contestant("btmon --read: prints packets", REPORT, (btmon, "--read", file),
                   reports=reports),
        Contestant("bluetooth-data-tools: parses", REPORT, (*peer, "parse", file),
                   proof=f"{reports} reports"),
        Contestant("the same, then EWMA by address", REPORT, (*peer, "smooth", file),
                   proof=f"{reports} reports"),
        Contestant(f"TheengsDecoder: decodes the first {decoded:,}", REPORT,
                   (*peer, "decode", file, str(decoded)), proof=f"of {decoded} decoded"),
        Contestant(f"this engine, {KEYS:,} keys tried", ADDRESS,
                   (ours, "keys", "--enrolled", keys, "--addresses", addresses), proof=owners),
        Contestant(f"bluetooth-data-tools, {KEYS:,} keys tried", ADDRESS,
                   (*peer, "keys", keys, addresses), proof=owners),
    ]
