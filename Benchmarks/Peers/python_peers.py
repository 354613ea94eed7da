"""Measures one Python peer and says how much CPU time it takes; only its own loop counts.

Runs in the virtual environment, one process a measurement:
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

from bluetooth_data_tools import gap, get_cipher_for_irk, resolve_private_address
from cryptography.hazmat.primitives.ciphers import Cipher
from TheengsDecoder import decodeBLE

from capture import advertisements


def cpu_time(work: Callable[[], int]) -> tuple[int, int]:
    """What the work returns, and the nanoseconds it took."""
    gc.collect()
    gc.freeze()  # The collector must not walk through all that was prepared, again and again.
    start = time.process_time_ns()
    result = work()
    return result, time.process_time_ns() - start


def smooth(path: str) -> str:
    """bluetooth-data-tools parses each payload, and each address has a running level."""
    if not gap.__file__.endswith((".so", ".pyd", ".dylib")):
        raise ValueError("bluetooth-data-tools came without its compiled parser: no fair match")
    heard = list(advertisements(path))
    levels: dict[str, float] = {}

    def work() -> int:
        parse = gap.parse_advertisement_data_bytes
        for address, rssi, payload in heard:
            parse(payload)
            level = levels.get(address)
            levels[address] = rssi if level is None else level + 0.1 * (rssi - level)
        return len(levels)

    addresses, spent = cpu_time(work)
    return f"{len(heard)} reports of {addresses} addresses: {spent / len(heard):.1f} ns a report"


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
    measures = {"smooth": smooth, "decode": decode, "keys": keys}
    try:
        print(measures[sys.argv[1]](*sys.argv[2:]))
    except ValueError as error:
        sys.exit(str(error))
