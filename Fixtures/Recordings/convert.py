#!/usr/bin/env python3
"""Makes the files of this folder from the published ones; README.md says what comes from where.

usage: convert.py FOLDER

FOLDER holds `moving-beacon/`, `door-crossings/`, `standing-still/` and `air/` as described in
README.md.
"""

import csv
import gzip
import itertools
import json
import pathlib
import shutil
import sys
from datetime import datetime
from decimal import Decimal

HERE = pathlib.Path(__file__).parent
HEADER = ["time", "receiver", "beacon", "rssi"]


def write(name, header, rows):
    with open(HERE / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def moving_beacon(folder, track):
    """Sorts by time, names receivers and beacon; everything else is as published."""
    devices = (folder / "receivers.dev").read_text().splitlines()
    names = {}
    for line in devices:
        for device, (_, _, name) in json.loads(line.split(":", 1)[1]).items():
            names[device] = name
    with open(folder / f"{track}_all_sensors.mbd", newline="") as file:
        rows = sorted(csv.reader(file), key=lambda row: Decimal(row[0]))
    write(
        f"moving-beacon-{track}.csv", HEADER,
        ([row[0], names[row[1]], names[row[2]], row[3]] for row in rows))

    thinned, due = [], Decimal(0)
    for row in rows:
        if Decimal(row[0]) >= due:
            thinned.append([row[0]] + [f"{Decimal(number):.3f}" for number in row[4:7]])
            due = Decimal(row[0]) + Decimal("0.5")
    write(f"moving-beacon-{track}.truth.csv", ["time", "x", "y", "z"], thinned)


def door_crossings(folder, run, name):
    """One row for each receiver that heard the tag in a superframe of 100 ms."""
    rows, truth = [], []
    with open(folder / f"{run}.csv", newline="") as file:
        for superframe in csv.DictReader(file):
            time = format(Decimal(superframe["superframe"]) / 10, "f")
            truth.append([time, int(int(superframe["Label"]) > 0)])
            for receiver, rssi in superframe.items():
                if receiver[:2] in ("I-", "O-") and rssi != "-100":
                    rows.append([time, receiver, "sensor_1", rssi])
    write(f"door-crossings-{name}.csv", HEADER, rows)
    write(f"door-crossings-{name}.truth.csv", ["time", "inside"], truth)


def standing_still(folder, run, distances):
    """The first distances; the looks of a whole second are spread evenly over it."""
    with gzip.open(folder / f"{run}-A.csv.gz", "rt", newline="") as file:
        published = list(csv.DictReader(file))
    start = datetime.fromisoformat(published[0]["time"])
    looks = []
    for stamp, group in itertools.groupby(published, key=lambda look: look["time"]):
        group = list(group)
        second = (datetime.fromisoformat(stamp) - start).total_seconds()
        for index, look in enumerate(group):
            time = f"{second + index / len(group):.3f}".rstrip("0").rstrip(".")
            looks.append((time, f"{float(look['distance']) / 100:g}", f"{float(look['rssi']):g}"))
    rows, truth = [], []
    for distance, stay in itertools.groupby(looks, key=lambda look: look[1]):
        if len(truth) == distances:
            break
        stay = list(stay)
        truth.append([stay[0][0], distance])
        rows += ([time, "A", "B", rssi] for time, _, rssi in stay)
    write(f"standing-still-{run}.csv", HEADER, rows)
    write(f"standing-still-{run}.truth.csv", ["time", "distance"], truth)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    for track in ("straight_01", "straight_03", "straight_05"):
        moving_beacon(folder / "moving-beacon", track)
    door_crossings(folder / "door-crossings", "walk_sensor_1_measurement_1", "walk_1")
    door_crossings(folder / "door-crossings", "car_sensor_1_measurement_1", "car_1")
    standing_still(folder / "standing-still", "20210106-0815", distances=4)
    standing_still(folder / "standing-still", "20210107-2245", distances=31)
    shutil.copyfile(folder / "standing-still" / "NOTICE.txt", HERE / "standing-still.NOTICE.txt")
    shutil.copyfile(folder / "air" / "anechoic.btsnoop", HERE / "air-anechoic.btsnoop")


if __name__ == "__main__":
    main()
