#!/usr/bin/env python3
"""Does a network that WNTR writes as GIS files come back as the network that went out?

Every network is written by `wntr.network.write_geojson` and by `write_shapefile`, a file a kind, and imported in one
command in five random orders of the files. Nodes, links, ends, sizes, statuses, powers and settings must be those of the
model in every order. GIS files hold no patterns, curves, controls and options, and one demand a node: so patterns and curves
are imported beside the files, and the heads at time 0 are compared with those of the model without controls and with
first demands only.

    gis_round_trip.py [FILE or FOLDER …] [--springline PROGRAM] [--orders 5] [--keep FOLDER]

Needs wntr and geopandas; without them, or without a springline, it says so and ends well. The exit code is 1 when a network
differs.
"""

import argparse
import math
import random
import sqlite3
import sys
import tempfile
import warnings
from pathlib import Path

import springline_program

try:
    import wntr
    import geopandas  # noqa: F401  (WNTR writes GIS files by it)
except ImportError:
    wntr = None

CRS = "EPSG:4548"  # a plane in metres; the networks are moved to its middle
MIDDLE = (500_000.0, 4_060_000.0)
WIDTH = 5_000.0  # m
HEAD_TOLERANCE = 0.001  # m
SHARE = 1e-6


def read_model(path):
    """The model as its GIS files can hold it: without controls, with one demand a junction, in a plane in metres."""
    model = wntr.network.WaterNetworkModel(str(path))
    for name in list(model.control_name_list):
        model.remove_control(name)
    for _, junction in model.junctions():
        del junction.demand_timeseries_list[1:]
    move(model)
    return model


def move(model):
    """Moves all coordinates into the plane; where all are one, they stay one."""
    points = [node.coordinates for _, node in model.nodes()]
    low = [min(point[axis] for point in points) for axis in (0, 1)]
    high = [max(point[axis] for point in points) for axis in (0, 1)]
    scale = WIDTH / max(high[0] - low[0], high[1] - low[1], 1e-9) if high != low else 1.0

    def moved(point):
        return tuple(MIDDLE[axis] + (point[axis] - low[axis]) * scale for axis in (0, 1))

    for _, node in model.nodes():
        node.coordinates = moved(node.coordinates)
    for _, link in model.links():
        link.vertices = [moved(point) for point in link.vertices]


def write_settings(reference, path):
    """What GIS files do not hold, taken from the model's input file: patterns, curves, options and times."""
    wanted = {"[PATTERNS]", "[CURVES]", "[OPTIONS]", "[TIMES]"}
    keeps, lines = False, []
    for line in Path(reference).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            keeps = line.strip() in wanted
        if keeps and not line.startswith("QUALITY  "):
            lines.append(line)
    Path(path).write_text("\n".join(lines) + "\n[END]\n", encoding="utf-8")


def expected(model):
    """Every element as the model has it: {kind/id: {what: value}}."""
    def pattern(name):
        return name or None

    found = {}
    for name, junction in model.junctions():
        demand = junction.demand_timeseries_list[0].base_value if junction.demand_timeseries_list else 0.0
        found[f"junction/{name}"] = {"elevation": junction.elevation, "demand": demand}
    for name, tank in model.tanks():
        found[f"tank/{name}"] = {
            "elevation": tank.elevation, "initial_level": tank.init_level, "minimum_level": tank.min_level,
            "maximum_level": tank.max_level, "diameter": tank.diameter, "minimum_volume": tank.min_vol,
            "volume_curve": pattern(tank.vol_curve_name), "can_overflow": int(bool(tank.overflow))}
    for name, reservoir in model.reservoirs():
        found[f"reservoir/{name}"] = {
            "head": reservoir.base_head, "head_pattern": pattern(reservoir.head_pattern_name)}
    for name, pipe in model.pipes():
        found[f"pipe/{name}"] = {
            **ends(pipe), "length": pipe.length, "diameter": pipe.diameter, "roughness": pipe.roughness,
            "minor_loss": pipe.minor_loss, "status": status(pipe), "check_valve": int(bool(pipe.check_valve))}
    for name, pump in model.pumps():
        is_power = pump.pump_type == "POWER"
        found[f"pump/{name}"] = {
            **ends(pump), "status": status(pump), "speed": pump.base_speed,
            "power": pump.power if is_power else None,
            "head_curve": None if is_power else pattern(pump.pump_curve_name),
            "speed_pattern": pattern(pump.speed_pattern_name)}
    for name, valve in model.valves():
        found[f"valve/{name}"] = {
            **ends(valve), "kind": valve.valve_type, "diameter": valve.diameter, "minor_loss": valve.minor_loss,
            "status": status(valve), "setting": None if valve.valve_type == "GPV" else valve.initial_setting}
    return found


def ends(link):
    return {"from_node": link.start_node_name, "to_node": link.end_node_name}


def status(link):
    return {0: "closed", 1: "open", 2: "active", 3: "open"}[int(link.initial_status)]


def imported(city):
    """Every element as the city has it."""
    base = sqlite3.connect(f"file:{city}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    found = {}
    for kind in ("junction", "tank", "reservoir", "pipe", "pump", "valve"):
        for row in base.execute(f"SELECT * FROM {kind}"):
            found[f"{kind}/{row['id']}"] = dict(row)
    demands = base.execute(
        "SELECT junction.id, sum(demand.base) FROM demand JOIN junction ON junction.fid = demand.junction GROUP BY 1")
    for key in found:
        if key.startswith("junction/"):
            found[key]["demand"] = 0.0
    for name, total in demands:
        found[f"junction/{name}"]["demand"] = total
    base.close()
    return found


def differences(model, city):
    """Sentences on what is not the same, in both directions."""
    out = [f"{key} is lost" for key in model if key not in city]
    out += [f"{key} is new" for key in city if key not in model]
    for key, values in model.items():
        for name, value in values.items():
            other = city.get(key, {}).get(name)
            if key in city and not same(value, other):
                out.append(f"{key}: {name} is {other}, was {value}")
    return out


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=SHARE, abs_tol=1e-9)
    return a == b or (a is None and b == 0) or (b is None and a == 0)


def heads(program, path):
    result = springline_program.solve(program, path, 1e-8, is_steady=True)
    return dict(zip(result["nodes"]["ids"], result["states"][0]["head_m"]))


def worst_head(program, city, reference):
    """The largest difference of heads, and where; a sentence when one of the two is not solved."""
    try:
        theirs = heads(program, reference)
    except springline_program.SpringlineError:
        return None  # the model itself cannot be solved: nothing to compare
    try:
        ours = heads(program, city)
    except springline_program.SpringlineError as error:
        return f"the city is not solved: {error}"
    pairs = [(away(ours.get(name), head), name) for name, head in theirs.items() if head is not None]
    difference, where = max(pairs)
    return f"head of {where} differs by {difference:.4g} m" if difference > HEAD_TOLERANCE else None


def away(ours, theirs):
    """How far two heads are apart, m; a head of 0 is one too, only a missing one is infinitely far.

    Models whose diameters nobody has set have heads of 1e36 m: there only what is beyond rounding counts.
    """
    if ours is None:
        return math.inf
    return 0.0 if math.isclose(ours, theirs, rel_tol=1e-9) else abs(ours - theirs)


def files_of(folder):
    return sorted(path for path in Path(folder).rglob("*") if path.suffix in (".geojson", ".shp"))


def check(program, path, folder, orders, chance):
    """The differences of one network, by form and order."""
    model = read_model(path)
    reference, settings = folder / "reference.inp", folder / "settings.inp"
    wntr.network.write_inpfile(model, str(reference), units="LPS")
    write_settings(reference, settings)
    went_out = expected(model)
    curves = {valve.valve_type for _, valve in model.valves()} & {"GPV", "PCV"}
    found, first = [], None
    for form, write in (("geojson", wntr.network.write_geojson), ("shapefile", wntr.network.write_shapefile)):
        (folder / form).mkdir()
        write(model, str(folder / form / "net"), crs=CRS)
        files = files_of(folder / form)
        for order in range(orders):
            mixed = [settings] + files
            chance.shuffle(mixed)
            city = folder / f"{form}-{order}.db"
            try:
                springline_program.run(program, ["import", city, *mixed])
            except springline_program.SpringlineError as error:
                found.append(f"{form}, order {order}: {error}")
                continue
            back = imported(city)
            found += [f"{form}, order {order}: {what}" for what in differences(went_out, back)]
            if first is None and not curves:
                first = worst_head(program, city, reference)
                if first:
                    found.append(f"{form}, order {order}: {first}")
                first = first or ""
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="FILE")
    parser.add_argument("--springline", metavar="PROGRAM")
    parser.add_argument("--orders", type=int, default=5, help="random orders of the files of each form (5)")
    parser.add_argument("--keep", metavar="FOLDER", help="leave files and cities there")
    options = parser.parse_args()
    if wntr is None:
        print("wntr or geopandas is not installed (pip install wntr geopandas): nothing is compared")
        return 0
    program = springline_program.find(options.springline)
    if program is None:
        print(springline_program.missing(options.springline))
        return 0
    warnings.filterwarnings("ignore")
    files = springline_program.input_files(options.paths)
    chance, passes, unread = random.Random(12), 0, 0
    for file in files:
        with tempfile.TemporaryDirectory(prefix="springline-gis-") as scratch:
            folder = Path(options.keep) / file.stem if options.keep else Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            try:
                read_model(file)
            except Exception as error:  # WNTR raises whatever its parser meets
                unread += 1
                print(f"{file.stem[:30]:<30} WNTR cannot read it: {str(error).splitlines()[0][:60]}", flush=True)
                continue
            try:
                found = check(program, file, folder, options.orders, chance)
            except Exception as error:
                unread += 1
                print(f"{file.stem[:30]:<30} WNTR cannot write it: {str(error).splitlines()[0][:60]}", flush=True)
                continue
        passes += not found
        words = "the same" if not found else f"{len(found)} differences: " + "; ".join(found[:3])
        print(f"{file.stem[:30]:<30} {words}", flush=True)
    print(f"\n{passes} of {len(files) - unread} networks come back the same in {options.orders} orders as GeoJSON and as "
          f"Shapefiles; {unread} WNTR cannot read or write")
    return 0 if passes == len(files) - unread else 1


if __name__ == "__main__":
    sys.exit(main())
