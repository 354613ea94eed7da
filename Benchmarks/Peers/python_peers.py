"""Measures one Python peer and says how much CPU time it takes; only its own loop counts.

Runs in the virtual environment, one process a measurement:
    python_peers.py parse CAPTURE
    python_peers.py smooth CAPTURE
    python_peers.py decode CAPTURE REPORTS
    python_peers.py keys ENROLLED ADDRESSES
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from itertools import islice
from typing import TypeVar

from bluetooth_data_tools import gap, get_cipher_for_irk, resolve_private_address
from cryptography.hazmat.primitives.ciphers import Cipher
from TheengsDecoder import decodeBLE

from capture import Advertisement, advertisements

Result = TypeVar("Result")


def cpu_time(work: Callable[[], Result]) -> tuple[Result, int]:
    """What the work returns, and the nanoseconds it took."""
    gc.freeze()  # What was prepared is no garbage, and the collector need not walk through it.
    start = time.process_time_ns()
    result = work()
    return result, time.process_time_ns() - start


def parse(path: str) -> str:
    """bluetooth-data-tools parses each payload."""

    def work(heard: list[Advertisement]) -> None:
        read = gap.parse_advertisement_data_bytes
        for _, _, payload in heard:
            read(payload)

    return of_all(path, work)


def smooth(path: str) -> str:
    """The same, and each address has a running level."""
    levels: dict[str, float] = {}

    def work(heard: list[Advertisement]) -> None:
        read = gap.parse_advertisement_data_bytes
        for address, rssi, payload in heard:
            read(payload)
            level = levels.get(address)
            levels[address] = rssi if level is None else level + 0.1 * (rssi - level)

    return of_all(path, work)


def of_all(path: str, work: Callable[[list[Advertisement]], None]) -> str:
    """What the work takes on a thousand at a time: what was just heard is in the cache."""
    if not gap.__file__.endswith((".so", ".pyd", ".dylib")):
        raise ValueError("bluetooth-data-tools came without its compiled parser: no fair match")
    source = advertisements(path)
    reports = spent = 0
    while heard := list(islice(source, 1000)):
        spent += cpu_time(lambda: work(heard))[1]
        reports += len(heard)
    return f"{reports} reports: {spent / reports:.1f} ns a report"


def decode(path: str, reports: str) -> str:
    """TheengsDecoder decodes each advertisement from the JSON text that it takes."""
    texts = [
        json.dumps({"id": address, "rssi": rssi, "manufacturerdata": manufacturer_data(payload)})
        for address, rssi, payload in islice(advertisements(path), int(reports))
    ]
    decoded, spent = cpu_time(lambda: sum(decodeBLE(text) is not None for text in texts))
    if decoded == 0:
        raise ValueError("TheengsDecoder decoded none of the advertisements")
    return f"{decoded} of {len(texts)} decoded: {spent / len(texts):.1f} ns a report"


def manufacturer_data(payload: bytes) -> str:
    """The company and its data, in hexadecimal."""
    for company, data in gap.parse_advertisement_data_bytes(payload)[3].items():
        return company.to_bytes(2, "little").hex() + data.hex()
    return ""


def keys(enrolled: str, addresses: str) -> str:
    """bluetooth-data-tools tries keys on fresh addresses, all made with the key enrolled last."""
    ciphers = [get_cipher_for_irk(key.to_bytes(16, "big")) for key in range(1, int(enrolled) + 1)]
    heard = [private_address(ciphers[-1], random) for random in range(int(addresses))]

    def owner(address: str) -> Cipher | None:
        return next((each for each in ciphers if resolve_private_address(each, address)), None)

    found, spent = cpu_time(lambda: sum(owner(address) is ciphers[-1] for address in heard))
    per_address = spent / 1e6 / len(heard)
    return f"{found} of {len(heard)} addresses have their owner: {per_address:.2f} ms an address"


def private_address(cipher: Cipher, random: int) -> str:
    """A resolvable private address: a random half, and its proof."""
    half = (random | 0x400000).to_bytes(3, "big")
    proof = cipher.encryptor().update(bytes(13) + half)[-3:]
    return (half + proof).hex(":").upper()


if __name__ == "__main__":
    measures = {"parse": parse, "smooth": smooth, "decode": decode, "keys": keys}
    try:
        print(measures[sys.argv[1]](*sys.argv[2:]))
    except ValueError as error:
        sys.exit(str(error))
