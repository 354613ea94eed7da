#!/usr/bin/env python3
"""Makes the files of this folder from the published ones; README.md says what comes from where.

usage: convert.py FOLDER

FOLDER holds `moving-beacon/`, `door-crossings/`, `standing-still/`, `phone-carry/` and `air/` as
described in README.md.
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
STANDING_STILL = (
    "20210103-1026", "20210104-1422", "20210105-1754", "20210106-0815", "20210106-1501",
    "20210106-2251", "20210107-1123", "20210107-2245")


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


def standing_still(folder, run, rows_at_most):
    """As many distances as fit; the looks of a whole second are spread evenly over it."""
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
        stay = list(stay)
        if len(rows) + len(stay) > rows_at_most:
            break
        truth.append([stay[0][0], distance])
        rows += ([time, "A", "B", rssi] for time, _, rssi in stay)
    write(f"standing-still-{run}.csv", HEADER, rows)
    write(f"standing-still-{run}.truth.csv", ["time", "distance"], truth)


def phone_carry(folder):
    """A file for each carry state, a beacon for each log of one range; 8 ft is neither near nor far."""
    logs = {}
    with gzip.open(folder / "target.csv.gz", "rt", newline="") as file:
        for row in csv.DictReader(file):
            logs.setdefault(row["carry"], {}).setdefault(row["file"], []).append(row)
    truth = []
    for carry, files in sorted(logs.items()):
        ranges = ((float(rows[0]["range_ft"]), name) for name, rows in files.items())
        looks = []
        for beacon, (feet, name) in enumerate(sorted(ranges), 1):
            if feet == 8:
                continue
            truth.append([f"phone-carry-{carry}", beacon, f"{feet * 0.3048:.2f}"])
            published = sorted(files[name], key=lambda row: Decimal(row["t_unix"]))
            start = Decimal(published[0]["t_unix"])
            for row in published:
                time = Decimal(row["t_unix"]) - start
                if row["rssi"] != "127":
                    looks.append((time, beacon, row["rssi"]))
        write(
            f"phone-carry-{carry}.csv", HEADER,
            ([f"{time:.3f}".rstrip("0").rstrip("."), "A", beacon, rssi]
             for time, beacon, rssi in sorted(looks, key=lambda look: look[:2])))
    write("phone-carry.truth.csv", ["recording", "beacon", "distance"], truth)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    for track in range(1, 6):
        moving_beacon(folder / "moving-beacon", f"straight_{track:02}")
    door_crossings(folder / "door-crossings", "walk_sensor_1_measurement_1", "walk_1")
    for run in range(1, 6):
        door_crossings(folder / "door-crossings", f"car_sensor_1_measurement_{run}", f"car_{run}")
    for run in STANDING_STILL:
        # The first one is what a test can read quickly, the others fill a megabyte at most.
        standing_still(folder / "standing-still", run, 9_000 if run == "20210106-0815" else 66_000)
    phone_carry(folder / "phone-carry")
    shutil.copyfile(folder / "standing-still" / "NOTICE.txt", HERE / "standing-still.NOTICE.txt")
    shutil.copyfile(folder / "air" / "anechoic.btsnoop", HERE / "air-anechoic.btsnoop")


if __name__ == "__main__":
    main()
