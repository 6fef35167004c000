#!/usr/bin/env python3
"""A city of many leak zones with a month of quarter-hour readings: how long evaluation and report take, and how much memory.

Writes an EPANET model and CSV files, imports them, then runs `evaluate`, `pressure` and `report` and prints seconds and
peak memory of each as a table. Every zone hangs on a trunk main by one metered inlet; its customers follow one daily
shape, its leakage is known, so that what `evaluate` says of the losses is checked against what was planted.

    large_city.py FOLDER [--springline PROGRAM] [--zones 500] [--customers 80] [--points 10] [--days 30] [--keep]
"""

import argparse
import json
import math
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

STEPS = 96
MONTH = "2024-04"


def shape(quarter):
    """Use relative to the mean at a quarter hour of the day: little at night, most in the morning and evening."""
    hour = quarter / 4
    peaks = math.exp(-((hour - 7.5) ** 2) / 4) + math.exp(-((hour - 19) ** 2) / 6)
    return 0.12 + 1.75 * peaks


SHAPE = [shape(quarter) for quarter in range(STEPS)]
MEAN = sum(SHAPE) / STEPS
SHAPE = [value / MEAN for value in SHAPE]


class Zone:
    """One zone: mean use of each customer in L/h and a constant leakage in m³/h."""

    def __init__(self, number, customers, points):
        draw = random.Random(number)
        self.id = f"Z{number:03d}"
        self.means = [draw.randrange(8, 60) for _ in range(customers)]
        self.leakage = round(draw.uniform(0.1, 0.4) * sum(self.means) / 1000, 3)
        self.points = [draw.randrange(-30, 30) / 10 for _ in range(points)]

    def nodes(self):
        return [f"{self.id}_{k}" for k in range(len(self.means))]


def write_model(path, zones):
    lines = ["[JUNCTIONS]"]
    places = []
    for i, zone in enumerate(zones):
        lines.append(f"T{i} 10 0")
        places.append(f"T{i} {1000 * i} 0")
        for k, (node, mean) in enumerate(zip(zone.nodes(), zone.means)):
            lines.append(f"{node} {5 + k % 7} {mean / 3600:.6f}")
            places.append(f"{node} {1000 * i + 50 * (k % 10)} {200 + 60 * (k // 10)}")
    lines += ["[RESERVOIRS]", "R 80", "[PIPES]"]
    places.append("R -1000 0")
    for i, zone in enumerate(zones):
        lines.append(f"M{i} {f'T{i - 1}' if i else 'R'} T{i} 1000 600 120 0 Open")
        nodes = zone.nodes()
        lines.append(f"IN{i} T{i} {nodes[0]} 200 300 120 0 Open")
        for k in range(1, len(nodes)):
            # A row of mains with branches: ten to a row.
            start = nodes[k - 1] if k % 10 else nodes[k - 10]
            lines.append(f"{zone.id}p{k} {start} {nodes[k]} 55 100 120 0 Open")
    lines += ["[COORDINATES]"] + places + ["[OPTIONS]", "UNITS LPS", "HEADLOSS H-W", "[TIMES]", "DURATION 0", "[END]"]
    path.write_text("\n".join(lines) + "\n")


def stamps(days):
    return [f"{MONTH}-{day + 1:02d} {q // 4:02d}:{q % 4 * 15:02d}" for day in range(days) for q in range(STEPS)]


def write_wide(path, heads, columns, times):
    """Columns repeat day by day; each is 96 texts."""
    rows = [",".join(column[quarter] for column in columns) for quarter in range(STEPS)]
    with open(path, "w") as file:
        file.write("time," + ",".join(heads) + "\n")
        file.writelines(f"{time},{rows[at % STEPS]}\n" for at, time in enumerate(times))


def write_city(folder, zones, days):
    write_model(folder / "city.inp", zones)
    times = stamps(days)
    known = {}
    inlets, pressures = ([], []), ([], [])
    for i, zone in enumerate(zones):
        columns = []
        for mean in zone.means:
            known[mean] = known.get(mean) or [f"{mean * share:.2f}" for share in SHAPE]
            columns.append(known[mean])
        write_wide(folder / f"use-{i:03d}.csv", zone.nodes(), columns, times)
        total = sum(zone.means) / 1000
        inlets[0].append(f"IN{i}")
        inlets[1].append([f"{total * share + zone.leakage:.4f}" for share in SHAPE])
        for k, offset in enumerate(zone.points):
            pressures[0].append(zone.nodes()[k * len(zone.means) // len(zone.points)])
            pressures[1].append([f"{42 + offset - 6 * (share / max(SHAPE)) ** 2:.2f}" for share in SHAPE])
    write_wide(folder / "flow.csv", *inlets, times)
    for at in range(0, len(pressures[0]), 500):
        write_wide(folder / f"pressure-{at:05d}.csv", pressures[0][at : at + 500], pressures[1][at : at + 500], times)


def run(name, command, results):
    """Runs a program; notes seconds and peak memory of that child."""
    before = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command[:4])} … ended with {status}:\n{errors.decode()[-2000:]}")
    results.append((name, time.monotonic() - before, usage.ru_maxrss / 1024))
    return output


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--springline", default=".build/release/springline")
    parser.add_argument("--zones", type=int, default=500)
    parser.add_argument("--customers", type=int, default=80)
    parser.add_argument("--points", type=int, default=10)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--keep", action="store_true", help="keep the files, and use a city that is there")
    options = parser.parse_args()
    program, folder = options.springline, options.folder
    zones = [Zone(i, options.customers, options.points) for i in range(options.zones)]
    city = str(folder / "city.db")
    results = []
    if not (options.keep and Path(city).exists()):
        folder.mkdir(parents=True, exist_ok=True)
        write_city(folder, zones, options.days)
        run("import the model", [program, "import", city, str(folder / "city.inp")], results)
        cuts = [word for i in range(len(zones)) for word in ("--cut", f"IN{i}")]
        names = [word for zone in zones for word in ("--name", f"{zone.nodes()[0]}={zone.id}")]
        run("derive the zones", [program, "zones", "derive", city, *cuts, *names], results)
        for kind, unit, pattern in (("flow", "m3/h", "flow"), ("consumption", "L/h", "use-*"), ("pressure", "m", "pressure-*")):
            files = sorted(str(path) for path in folder.glob(pattern + ".csv"))
            run(f"import {kind}", [program, "readings", "import", city, *files, "--kind", kind, "--unit", unit], results)
        for path in folder.glob("*.csv"):
            path.unlink()
    period = ["--from", f"{MONTH}-01", "--to", f"{MONTH}-{options.days:02d}"]
    evaluated = json.loads(run("evaluate", [program, "evaluate", city, *period, "--format", "json"], results))
    run("pressure", [program, "pressure", city, *period, "--format", "json"], results)
    for ending in ("html", "xlsx"):
        run(f"report .{ending}", [program, "report", city, *period, "--output", str(folder / f"report.{ending}")], results)
    check(evaluated, zones, options.days - 1)
    series = len(zones) * (options.customers + options.points + 1)
    count = series * options.days * STEPS
    print(f"{len(zones)} zones, {series:,} series, {count / 1e6:.0f} million readings, city file {os.path.getsize(city) / 1e9:.2f} GB\n")
    print("| step | s | MB |\n|---|---:|---:|")
    for name, seconds, memory in results:
        print(f"| {name} | {seconds:.1f} | {memory:.0f} |")
    if not options.keep:
        shutil.rmtree(folder)


def check(evaluated, zones, days):
    """What is said of the losses against what was planted."""
    found = {zone["id"]: zone["standards"]["iwa"] for zone in evaluated["zones"]}
    worst = 0
    for zone in zones:
        planted = zone.leakage * 24 * days
        figures = found[zone.id]
        for key in ("nrw_m3", "night_leakage_m3"):
            value = figures[key]["value"]
            if value is None:
                sys.exit(f"{zone.id}: {key} is not said: {figures[key]['flags']}")
            if key == "nrw_m3":
                worst = max(worst, abs(value - planted) / planted)
                if abs(value - planted) > figures[key]["ci95"]:
                    sys.exit(f"{zone.id}: {key} {value}, planted {planted}")
    print(f"All {len(zones)} losses lie within their limits; the farthest is {worst:.1%} off what was planted.")


if __name__ == "__main__":
    main()
