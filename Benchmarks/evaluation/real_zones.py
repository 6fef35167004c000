#!/usr/bin/env python3
"""The step alarm on real zones: an hourly CSV of inflows in, the steps that are told and a chart for each zone out.

The file has a time first (`2021-01-01 00:00`, local) and one column of inflow for each zone, empty where nothing was
recorded. A small made-up network with one metered inlet a zone carries them, and `springline evaluate` tells the steps,
as for any city. With `--plant N` a step of three deviations and 5 % of the zone's night flow is added from N nights of each
zone on, one city a night, and the share that is told within seven nights is printed.

    real_zones.py FILE.csv FOLDER [--springline PROGRAM] [--timezone Europe/Rome] [--unit L/s] [--plant 0]

The data of the Battle of Water Demand Forecasting (Alvisi et al. 2025, J. Water Resour. Plann. Manage., CC BY 4.0) are in
this form after splitting and writing dates as above. They are not part of this repository.
"""

import argparse
import csv
import datetime
import json
import random
import statistics
import subprocess
import sys
from pathlib import Path

WIDTH, HEIGHT = 1200, 260


def write_model(path, zones):
    lines = ["[JUNCTIONS]"] + [f"T{i} 10 0\nN{i} 10 1\nE{i} 10 1" for i, _ in enumerate(zones)]
    lines += ["[RESERVOIRS]", "R 80", "[PIPES]"]
    for i, zone in enumerate(zones):
        lines.append(f"M{i} {f'T{i - 1}' if i else 'R'} T{i} 1000 600 120 0 Open")
        lines.append(f"{zone} T{i} N{i} 200 300 120 0 Open\nP{i} N{i} E{i} 500 200 120 0 Open")
    lines += ["[COORDINATES]", "R -1000 0"]
    lines += [f"T{i} {1000 * i} 0\nN{i} {1000 * i} 200\nE{i} {1000 * i} 700" for i, _ in enumerate(zones)]
    path.write_text("\n".join(lines + ["[OPTIONS]", "UNITS LPS", "HEADLOSS H-W", "[END]"]) + "\n")


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command[:4]))} … ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def evaluate(program, folder, name, zones, times, columns, zone_name, unit, first, last):
    """A city of these inflows, evaluated: the JSON of its zones by the inlet's name."""
    city = folder / f"{name}.db"
    city.unlink(missing_ok=True)
    write_model(folder / "zones.inp", zones)
    flows = folder / f"{name}.csv"
    with open(flows, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["time", *zones])
        out.writerows([time, *row] for time, row in zip(times, zip(*columns)))
    run(program, "import", city, folder / "zones.inp")
    cuts = [word for i, zone in enumerate(zones) for word in ("--cut", zone)]
    names = [word for i, zone in enumerate(zones) for word in ("--name", f"N{i}={zone}")]
    run(program, "zones", "derive", city, *cuts, *names)
    run(program, "readings", "import", city, flows, "--kind", "flow", "--unit", unit, "--timezone", zone_name)
    told = json.loads(run(program, "evaluate", city, "--from", first, "--to", last, "--format", "json"))
    return {zone["name"]: zone for zone in told["zones"] if zone["name"] in zones}


def nights(times, column):
    """The least hour between 00:00 and 05:00 of each date whose five hours are known."""
    hours = {}
    for time, value in zip(times, column):
        if int(time[11:13]) < 5 and value != "":
            hours.setdefault(time[:10], []).append(float(value))
    return {date: min(found) for date, found in sorted(hours.items()) if len(found) >= 5}


def lasting(steps):
    """Steps that are not taken back within a week."""
    def day(step):
        return datetime.date.fromisoformat(step["changed_on"]).toordinal()

    kept = []
    for at, step in enumerate(steps):
        beside = steps[max(0, at - 1) : at] + steps[at + 1 : at + 2]
        back = any(abs(day(o) - day(step)) <= 7 and o["step_m3_per_h"] * step["step_m3_per_h"] < 0 for o in beside)
        if not back:
            kept.append(step)
    return kept


def scatter(found):
    """One robust standard deviation of the nights about the median of their own month."""
    months = {}
    for date, value in found.items():
        months.setdefault(date[:7], []).append(value)
    middles = {month: statistics.median(values) for month, values in months.items()}
    return 1.4826 * statistics.median(abs(value - middles[date[:7]]) for date, value in found.items())


def chart(zone, found, steps, kept, unit):
    """The nights as dots and the steps that last as lines, as SVG."""
    dates = [datetime.date.fromisoformat(date).toordinal() for date in found]
    values = list(found.values())
    low, high = min(0.0, min(values)), max(values) * 1.05
    first, last = dates[0], dates[-1]
    x = lambda day: 50 + (day - first) / (last - first) * (WIDTH - 70)
    y = lambda value: HEIGHT - 30 - (value - low) / (high - low) * (HEIGHT - 55)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
           f'font-size="12"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
           f'<text x="50" y="16" font-weight="bold">{zone}: minimum night flow, {unit}</text>']
    for tick in range(5):
        value = low + (high - low) * tick / 4
        out.append(f'<path d="M50 {y(value):.1f}H{WIDTH - 20}" stroke="#e3e7ea"/>'
                   f'<text x="45" y="{y(value) + 4:.1f}" text-anchor="end">{value:.3g}</text>')
    month = datetime.date.fromordinal(first).replace(day=1)
    while month.toordinal() <= last:
        if month.month % 3 == 1 and month.toordinal() >= first:
            out.append(f'<text x="{x(month.toordinal()):.1f}" y="{HEIGHT - 10}" text-anchor="middle">{month:%Y-%m}</text>')
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    for step in steps:
        day = datetime.date.fromisoformat(step["changed_on"]).toordinal()
        up = step["step_m3_per_h"] > 0
        colour = ("#d1495b" if up else "#1b7f5c") if step in kept else "#b8bfc6"
        percent = 100 * step["step_m3_per_h"] / step["before_m3_per_h"] if step["before_m3_per_h"] else 0
        out.append(f'<path d="M{x(day):.1f} 24V{HEIGHT - 30}" stroke="{colour}" stroke-width="1.5"/>')
        if step in kept:
            out.append(f'<text x="{x(day) + 3:.1f}" y="34" fill="{colour}">{percent:+.0f} %</text>')
    out += [f'<circle cx="{x(day):.1f}" cy="{y(value):.1f}" r="1.7" fill="#2f6f9f"/>'
            for day, value in zip(dates, values)]
    return "".join(out) + "</svg>\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--springline", default=".build/release/springline")
    parser.add_argument("--timezone", default="Europe/Rome")
    parser.add_argument("--unit", default="L/s")
    parser.add_argument("--plant", type=int, default=0)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with open(options.file, newline="") as file:
        rows = list(csv.reader(file))
    zones, times = rows[0][1:], [row[0] for row in rows[1:]]
    columns = [[row[at + 1] for row in rows[1:]] for at in range(len(zones))]
    last = (datetime.date.fromisoformat(times[-1][:10]) + datetime.timedelta(days=1)).isoformat()

    def steps_of(name, columns, first, last):
        return evaluate(options.springline, options.folder, name, zones, times, columns, options.timezone,
                        options.unit, first, last)

    told = steps_of("zones", columns, times[0][:10], last)
    years = (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(times[0][:10])).days / 365.25
    known = {zone: nights(times, column) for zone, column in zip(zones, columns)}
    print("| zone | steps | lasting | a year | scatter | autocorrelation | threshold | false alarms a year, simulated |")
    print("|---|---|---|---|---|---|---|---|")
    rates = []
    for zone in zones:
        steps, alarm = told[zone]["steps"], told[zone]["alarm"]
        kept = lasting(steps)
        rates.append(len(kept) / years)
        median = statistics.median(known[zone].values())
        print(f"| {zone} | {len(steps)} | {len(kept)} | {rates[-1]:.1f} | {100 * scatter(known[zone]) / median:.1f} % "
              f"| {alarm['autocorrelation']:.2f} | {alarm['threshold']:.2f} | {alarm['false_alarms_per_yr']} |")
        (options.folder / f"{zone}.svg").write_text(chart(zone, known[zone], steps, kept, options.unit))
        for step in kept:
            percent = 100 * step["step_m3_per_h"] / step["before_m3_per_h"]
            print(f"  {zone} {step['changed_on']} told {step['detected_on']} {percent:+.0f} %", file=sys.stderr)
    print(f"\nLasting steps a zone and year: {statistics.mean(rates):.2f} in the mean, {max(rates):.1f} at most.")

    draw = random.Random(1)
    hits, tries = dict.fromkeys(zones, 0), dict.fromkeys(zones, 0)
    for number in range(options.plant):
        planted, changed = {}, []
        for zone, column in zip(zones, columns):
            dates = list(known[zone])
            at = draw.randrange(120, len(dates) - 10)
            size = max(3 * scatter(known[zone]), 0.05 * statistics.median(known[zone].values()))
            planted[zone] = dates[at], dates[at + 6]
            changed.append([value if value == "" or time[:10] < dates[at] else f"{float(value) + size:.4f}"
                            for time, value in zip(times, column)])
        # One run over everything: what is told within seven nights does not know what follows.
        found = steps_of("planted", changed, times[0][:10], last)
        for zone, (first, seventh) in planted.items():
            tries[zone] += 1
            hits[zone] += any(step["step_m3_per_h"] > 0 and first <= step["detected_on"] <= seventh
                              for step in found[zone]["steps"])
    if options.plant:
        shares = ", ".join(f"{zone} {hits[zone]}/{tries[zone]}" for zone in zones)
        print(f"Planted steps of max(3 deviations, 5 %) told within seven known nights: {shares}.")


if __name__ == "__main__":
    main()
