#!/usr/bin/env python3
"""Prints the calibration that moving-beacon.site.yaml holds.

usage: calibrate.py FOLDER

FOLDER holds `moving-beacon/` as described in README.md. Fits, by least squares over every row of
the tracks straight_02 and straight_04, so that the other three can be judged with it,

    RSSI = measured power - 10 * exponent * log10(metres from receiver to beacon) - offset

with one offset for each receiver, their sum being 0.
"""

import csv
import json
import math
import pathlib
import sys

TRACKS = ("straight_02", "straight_04")


def solve(matrix, vector):
    """Gauss-Jordan elimination with the largest pivot of each column."""
    rows = [row + [value] for row, value in zip(matrix, vector)]
    for column in range(len(rows)):
        pivot = max(range(column, len(rows)), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(len(rows)):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column])]
    return [row[-1] for row in rows]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1]) / "moving-beacon"
    devices = {}
    for line in (folder / "receivers.dev").read_text().splitlines():
        for device, (position, _, name) in json.loads(line.split(":", 1)[1]).items():
            if position:
                devices[device] = (name, position)
    names = sorted(name for name, _ in devices.values())

    size = 2 + len(names)
    matrix, vector = [[0.0] * size for _ in range(size)], [0.0] * size
    for track in TRACKS:
        with open(folder / f"{track}_all_sensors.mbd", newline="") as file:
            for row in csv.reader(file):
                name, position = devices[row[1]]
                metres = math.dist(position, [float(number) for number in row[4:7]])
                terms = [1.0, -10 * math.log10(metres)] + [-float(name == other) for other in names]
                for i, term in enumerate(terms):
                    vector[i] += term * float(row[3])
                    for j, other in enumerate(terms):
                        matrix[i][j] += term * other
    # Without this the offsets and the measured power could shift against each other.
    for i in range(2, size):
        for j in range(2, size):
            matrix[i][j] += 1.0

    power, exponent, *offsets = solve(matrix, vector)
    print(f"measured-power: {power:.1f}\nexponent: {exponent:.2f}")
    for name, offset in zip(names, offsets):
        print(f"{name}: {offset:.1f}")


if __name__ == "__main__":
    main()
