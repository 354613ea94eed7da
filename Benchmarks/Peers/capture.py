"""Reads a capture into what a Bluetooth stack hands to a Python program."""

import struct
from collections.abc import Iterator

# Address, RSSI, payload.
Advertisement = tuple[str, int, bytes]

FILE_HEADER = 16
H4_DATALINK = 1002
RECORD = struct.Struct(">IIIIq")
# Packet type, event code, its length, LE Advertising Report, one report.
EVENT = struct.Struct("BBBBB")


def advertisements(path: str) -> Iterator[Advertisement]:
    """All of them, in the order of the file."""
    with open(path, "rb") as file:
        content = file.read()
    if content[:8] != b"btsnoop\0" or int.from_bytes(content[12:16], "big") != H4_DATALINK:
        raise ValueError(f"{path} is no btsnoop file of HCI packets with their type before them")
    start = FILE_HEADER
    while start < len(content):
        length = RECORD.unpack_from(content, start)[1]
        start += RECORD.size
        yield report(content[start : start + length])
        start += length


def report(packet: bytes) -> Advertisement:
    """The one report that is in each event of this capture."""
    kind, event, _, subevent, reports = EVENT.unpack_from(packet)
    if (kind, event, subevent, reports) != (0x04, 0x3E, 0x02, 1):
        raise ValueError(f"this is no event with one legacy report: {packet.hex()}")
    address = packet[12:6:-1].hex(":").upper()
    rssi = int.from_bytes(packet[-1:], signed=True)
    return address, rssi, packet[14:-1]
