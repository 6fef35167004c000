#!/usr/bin/env python3
"""Is every state of Springline lawful?

Reads what a model is made of through EPANET's toolkit (model_attributes), solves it with `springline solve` at time 0 and
over its duration, and holds every law of every element (element_laws) against each reported state: mass at each node, head
losses, pumps, valves, check valves, demands, emitters, leaks, reservoirs and tanks. EPANET's solver is not used. The exit
code is 1 when a state breaks a law or does not say that it did not converge.

    laws.py [FILE or FOLDER …] [--springline PROGRAM] [--steady-only] [--write FOLDER]

Without files it takes those of $SPRINGLINE_NETWORKS, or of ../shared/networks beside the checkout. With --write a file of
complaints is left there for each model that has any.
"""

import argparse
import sys
from pathlib import Path

import element_laws as law
import epanet_library
import springline_program
from model_attributes import Attributes

HEAD = 1e-5  # m
FLOW = 1e-7  # m³/s
STATUS = 2e-4  # m that decide no status: EPANET's 0.0005 ft, and a little
MASS = 1e-9  # m³/s
SHUT = ("cannot_deliver_head", "temporarily_closed", "closed")


class StateCheck:
    """One state against the laws of its model. `complaints` has a sentence for everything unlawful."""

    def __init__(self, model, document, state):
        self.model, self.state, self.time = model, state, state["time_s"]
        nodes = {id: row for row, id in enumerate(document["nodes"]["ids"])}
        links = {id: row for row, id in enumerate(document["links"]["ids"])}
        if set(nodes) != set(model.node_ids) or set(links) != set(model.link_ids):
            raise ValueError("the model that was solved has other ids than EPANET's")
        by_node = lambda key: [state[key][nodes[id]] for id in model.node_ids] if state.get(key) else None
        by_link = lambda key: [state[key][links[id]] for id in model.link_ids]
        zeros = [0.0] * len(nodes)
        self.head, self.demand = by_node("head_m"), by_node("demand_m3_per_s")
        self.emitter, self.leakage = by_node("emitter_m3_per_s") or zeros, by_node("leakage_m3_per_s") or zeros
        self.flow, self.status, self.setting = (by_link(key) for key in ("flow_m3_per_s", "status", "setting"))
        self.free, self.draining = self._free_nodes(), self._free_nodes(leaving=True)
        self.lacking = set()
        self.complaints = []
        self._check_nodes()
        for row in range(len(model.link_ids)):
            if text := self._link(row):
                ends = f"{self.head[model.start[row]]:.9g} m to {self.head[model.end[row]]:.9g} m"
                self.complaints.append(
                    f"{model.link_kinds[row]} '{model.link_ids[row]}': {text}; {self.status[row]}, "
                    f"{self.flow[row]:.9g} m³/s, {ends}")
        if self.lacking and not state["warnings"]:
            self.complaints.append(f"{len(self.lacking)} junctions lack water, and no warning says so")

    # Nodes

    def _check_nodes(self):
        model = self.model
        gain, passing = [0.0] * len(self.head), [0.0] * len(self.head)
        for start, end, flow in zip(model.start, model.end, self.flow):
            gain[start] -= flow
            gain[end] += flow
            passing[start] += abs(flow)
            passing[end] += abs(flow)
        leaks = self._leaks()
        for row, id in enumerate(model.node_ids):
            lost = gain[row] - self.demand[row] - self.emitter[row] - self.leakage[row]
            if abs(lost) > MASS + 1e-12 * passing[row]:
                self.complaints.append(f"node '{id}': gains {lost:.3g} m³/s")
            text = self._outflow(row, leaks[row]) if model.node_kinds[row] == "junction" else self._source(row)
            if text:
                self.complaints.append(f"{model.node_kinds[row]} '{id}': {text}")

    def _leaks(self):
        """What the pipes lose at each node, by its pressure: half at either end, all at a junction beside a source."""
        model = self.model
        area, expansion = [0.0] * len(self.head), [0.0] * len(self.head)
        for row in range(len(model.link_ids)):
            if not (model.leak_area[row] or model.leak_expansion[row]):
                continue
            ends = [n for n in (model.start[row], model.end[row]) if model.node_kinds[n] == "junction"]
            for node in ends:
                area[node] += model.leak_area[row] * model.length[row] / len(ends)
                expansion[node] += model.leak_expansion[row] * model.length[row] / len(ends)
        return [
            law.leaked(a, e, head - ground, model.cfs) if a or e else 0.0
            for a, e, head, ground in zip(area, expansion, self.head, model.elevation)]

    def _outflow(self, row, leak):
        model = self.model
        pressure, full = self.head[row] - model.elevation[row], model.asked(row, self.time)
        due = full
        if model.is_pressure_driven:
            due = law.delivered(full, pressure, model.minimum_pressure, model.required_pressure,
                                model.pressure_exponent)
        found, tolerance = self.demand[row], FLOW + 1e-6 * abs(full)
        if abs(found - due) > tolerance:
            if self.free[row] if full > 0 else self.draining[row]:
                return f"draws {found:.9g} m³/s at {pressure:.6g} m, due {due:.9g}"
            if found * full < 0 or abs(found) > abs(full) + tolerance:
                return f"draws {found:.9g} m³/s and asks for {full:.9g}"
            self.lacking.add(row)
        cut_off = not self.free[row]
        if model.emitter[row] > 0:
            coefficient = model.emitter[row] / model.emitter_pressure**model.emitter_exponent
            due = law.emitted(coefficient, pressure, model.emitter_exponent, model.allows_backflow)
            if abs(self.emitter[row] - due) > FLOW + 1e-6 * abs(due) and not (cut_off and self.emitter[row] == 0):
                return f"its emitter gives {self.emitter[row]:.9g} m³/s at {pressure:.6g} m, due {due:.9g}"
        if abs(self.leakage[row] - leak) > FLOW + 1e-6 * leak and not (cut_off and self.leakage[row] == 0):
            return f"leaks {self.leakage[row]:.9g} m³/s at {pressure:.6g} m, due {leak:.9g}"
        return None

    def _source(self, row):
        model, inflow = self.model, self.demand[row]
        if row not in model.tanks:
            due = model.source_head[row] * model.factor(model.head_pattern[row], self.time)
            return None if abs(self.head[row] - due) <= HEAD else f"stands at {self.head[row]:.9g} m, not {due:.9g}"
        tank, level = model.tanks[row], self.head[row] - model.elevation[row]
        if level > tank["highest"] + 1e-6 or level < tank["lowest"] - 1e-6:
            return f"stands at {level:.9g} m, outside {tank['lowest']:.6g} to {tank['highest']:.6g} m"
        if level >= tank["highest"] - 1e-9 and inflow > FLOW and not tank["overflows"]:
            return f"is full and takes {inflow:.3g} m³/s"
        if level <= tank["lowest"] + 1e-9 and inflow < -FLOW:
            return f"is empty and gives {-inflow:.3g} m³/s"
        return None

    # Where water comes from

    def _free_nodes(self, leaving=False):
        """Which nodes water reaches from a source, or can leave to one, on links that let through whatever is asked."""
        model = self.model
        ways = [[] for _ in model.node_ids]
        for row, (start, end) in enumerate(zip(model.start, model.end)):
            if self.status[row] in SHUT:
                continue
            kind, is_active = model.link_kinds[row], self.status[row] == "active"
            if is_active and kind in ("psv", "fcv"):
                continue
            fixed = kind in ("prv", "psv") and self.setting[row] is None
            is_two_way = kind not in ("cvpipe", "pump", "prv", "psv") or fixed
            if is_two_way or not leaving:
                ways[start].append(end)
            if is_two_way or leaving:
                ways[end].append(start)

        def gives(row):
            tank = model.tanks.get(row)
            if not tank:
                return True
            level = self.head[row] - model.elevation[row]
            if leaving:
                return tank["overflows"] or level < tank["highest"] - STATUS
            return level > tank["lowest"] + STATUS

        front = [row for row, kind in enumerate(model.node_kinds) if kind != "junction" and gives(row)]
        free = [False] * len(ways)
        for row in front:
            free[row] = True
        while front:
            for node in ways[front.pop()]:
                if not free[node]:
                    free[node] = True
                    front.append(node)
        return free

    # Links

    def _is_lost(self, row, loss):
        """Whether the head that is lost is `loss` of the flow, within a head or within a flow."""
        found = self.head[self.model.start[row]] - self.head[self.model.end[row]]
        flow, slack = self.flow[row], FLOW + 1e-7 * abs(self.flow[row])
        return abs(found - loss(flow)) <= HEAD or loss(flow - slack) <= found <= loss(flow + slack)

    def _link(self, row):
        """What is unlawful about a link, or None."""
        model, flow, status = self.model, self.flow[row], self.status[row]
        start, end = model.start[row], model.end[row]
        if flow == 0 and not self.free[start] and not self.free[end]:
            return None  # nothing flows between nodes that are cut off, and no head means anything there
        if status in SHUT and flow != 0:
            return "flow through a shut link"
        if model.is_controlled[row] and status in SHUT:
            return None
        kind = model.link_kinds[row]
        is_shut = model.setting[row] == 0 if kind == "pump" else False
        if not model.is_controlled[row] and (is_shut or not model.is_open[row]) and not model.speed_pattern[row]:
            if kind in ("pipe", "cvpipe", "pump") or model.setting[row] is None or self.setting[row] is None:
                return None if status in SHUT else "opened by nobody"
        if status == "temporarily_closed" and self._is_shut_by_tank(row):
            return None
        if kind in ("pipe", "cvpipe"):
            return self._pipe(row, kind == "cvpipe")
        if kind == "pump":
            return self._pump(row)
        return self._valve(row, kind)

    def _is_shut_by_tank(self, row):
        model = self.model
        loss = self.head[model.start[row]] - self.head[model.end[row]]
        for node, outwards in ((model.start[row], loss), (model.end[row], -loss)):
            tank = model.tanks.get(node)
            if not tank:
                continue
            level, is_pump = self.head[node] - model.elevation[node], model.link_kinds[row] == "pump"
            if level <= tank["lowest"] + STATUS and (is_pump or outwards >= -STATUS):
                return True
            if level >= tank["highest"] - STATUS and not tank["overflows"] and (is_pump or outwards <= STATUS):
                return True
        return False

    def _pipe(self, row, has_check_valve):
        model, flow = self.model, self.flow[row]
        loss = self.head[model.start[row]] - self.head[model.end[row]]
        if has_check_valve:
            if flow < -FLOW:
                return "backwards through a check valve"
            if self.status[row] in SHUT or abs(flow) <= FLOW:
                is_right = loss <= STATUS or self._is_shut_by_tank(row)
                return None if is_right else "a check valve shut against flow"
        if self.status[row] in SHUT:
            return "shut by nobody"
        due = lambda q: law.friction(
            model.formula, q * model.cfs, model.length[row], model.diameter[row], model.roughness[row],
            model.viscosity) + (law.minor(q * model.cfs, model.minor_loss[row], model.diameter[row])
                                if model.minor_loss[row] > 0 else 0.0)
        return None if self._is_lost(row, due) else f"not its head loss, {due(flow):.9g} m"

    def _pump(self, row):
        model, flow = self.model, self.flow[row]
        gain = self.head[model.end[row]] - self.head[model.start[row]]
        speed = model.setting[row]
        if model.speed_pattern[row]:
            speed = model.factor(model.speed_pattern[row], self.time)
        elif model.is_controlled[row] and self.setting[row] is not None:
            speed = self.setting[row]
        if model.speed_pattern[row] and model.is_controlled[row] and self.setting[row] is not None:
            speed = self.setting[row]
        if flow < -FLOW:
            return "backwards through a pump"
        if speed == 0:
            return None if self.status[row] in SHUT else "runs at speed 0"
        if model.power[row] is not None:
            if self.status[row] in SHUT:
                return None if self.state["warnings"] else "stands still and could run"
            product = law.power_product(model.power[row], speed, model.cfs)
            tolerance = 1e-6 * product + HEAD * flow + FLOW * max(gain, 0)
            return None if abs(gain * flow - product) <= tolerance else f"not its power, {product / flow:.9g} m"
        points = model.curve[row]
        if self.status[row] in SHUT:
            shutoff = speed**2 * law.pump_head(points, 0)
            return None if gain >= shutoff - STATUS else f"stands still below its shutoff head, {shutoff:.9g} m"
        is_lost = self._is_lost(row, lambda q: -law.pump_gain(points, q, speed))
        return None if is_lost else f"not on its curve, {law.pump_gain(points, flow, speed):.9g} m"

    def _valve(self, row, kind):
        model, flow, status = self.model, self.flow[row], self.status[row]
        opened = lambda q: law.minor(q * model.cfs, model.minor_loss[row], model.diameter[row])
        # A valve that was fixed by its status or by a control has no setting.
        if self.setting[row] is None and kind != "gpv":
            if status in SHUT:
                return None
            return None if self._is_lost(row, opened) else f"fixed open and not its minor loss, {opened(flow):.9g} m"
        setting = self.setting[row] if model.is_controlled[row] else model.setting[row]
        loss = self.head[model.start[row]] - self.head[model.end[row]]
        if kind in ("prv", "psv"):
            return self._pressure_valve(row, kind, setting, loss, opened)
        if status in SHUT:
            return None if not model.is_open[row] else "shut by nobody"
        if kind == "fcv":
            if status == "active":
                if abs(flow - setting) > FLOW + 1e-7 * abs(setting):
                    return f"not the flow that it is set to, {setting:.9g}"
                return None if loss >= opened(flow) - STATUS else "drives what it should hold"
            if flow > setting + FLOW:
                return f"more than the flow that it is set to, {setting:.9g}"
            return None if self._is_lost(row, opened) else f"open and not its minor loss, {opened(flow):.9g} m"
        if kind == "pbv":
            due = lambda q: opened(q) if abs(opened(q)) > setting or setting == 0 else setting + 1e-6 * q
        elif kind == "tcv":
            due = lambda q: law.minor(q * model.cfs, setting, model.diameter[row])
        elif kind == "pcv":
            coefficient = law.positional_coefficient(model.minor_loss[row], setting, model.curve[row])
            due = lambda q: law.minor(q * model.cfs, coefficient, model.diameter[row])
        else:
            due = lambda q: (-1 if q < 0 else 1) * law.straight(model.curve[row], abs(q))
        return None if self._is_lost(row, due) else f"not the loss of its setting, {due(flow):.9g} m"

    def _pressure_valve(self, row, kind, setting, loss, opened):
        model, status = self.model, self.status[row]
        reduces = kind == "prv"
        node = model.end[row] if reduces else model.start[row]
        held, head = model.elevation[node] + setting, self.head[node]
        if self.flow[row] < -FLOW:
            return "lets water back"
        if status == "active":
            if abs(head - held) > HEAD:
                return f"not the head that it is set to, {held:.9g} m"
            return None if loss >= opened(self.flow[row]) - STATUS else "drives what it should hold"
        if status in ("open", "cannot_deliver_pressure"):
            if not self._is_lost(row, opened):
                return f"open and not its minor loss, {opened(self.flow[row]):.9g} m"
            beyond = head - held if reduces else held - head
            return f"open on the wrong side of its setting, {held:.9g} m" if beyond > STATUS else None
        is_held = head >= held - STATUS if reduces else head <= held + STATUS
        return None if loss <= STATUS or is_held else "shut with nothing against it"


def storage_complaints(model, document):
    """Each tank holds after a step what it held before and what flowed in, within a second's flow."""
    rows = {id: row for row, id in enumerate(document["nodes"]["ids"])}
    complaints = []
    for node, tank in model.tanks.items():
        row = rows[model.node_ids[node]]
        def volume(level):
            if tank["volumes"]:
                return law.straight(tank["volumes"], level)
            return 3.141592653589793 / 4 * tank["diameter"] ** 2 * level
        most = max(abs(state["demand_m3_per_s"][row]) for state in document["states"])
        for before, after in zip(document["states"], document["states"][1:]):
            low, high = (state["head_m"][row] - model.elevation[node] for state in (before, after))
            gained = before["demand_m3_per_s"][row] * (after["time_s"] - before["time_s"])
            found = volume(high) - volume(low)
            is_spilling = tank["overflows"] and high >= tank["highest"] - 1e-6 and gained > found
            # A tank that is full or empty before the step is over takes its room or gives what it holds, and no more.
            limit = volume(tank["highest"] if gained > 0 else tank["lowest"])
            ends_at_limit = abs(volume(high) - limit) <= most and abs(gained) > abs(limit - volume(low))
            is_lawful = ends_at_limit or is_spilling
            if abs(found - gained) > most + 1e-6 * abs(gained) + 1e-9 and not is_lawful:
                complaints.append(
                    f"tank '{model.node_ids[node]}' at {after['time_s']:g} s: holds {found:.6g} m³ more, "
                    f"{gained:.6g} m³ flowed in")
                break
    return complaints


def check(library, program, path, is_steady):
    """Complaints about all reported states of a model, and how many states there were and did not converge."""
    model = Attributes(library, path)
    document = springline_program.solve(program, path, 1e-8, is_steady, timeout=1800)
    states = [state for state in document["states"] if state["reported"]]
    complaints, unconverged = [], 0
    for state in states:
        if not state["converged"]:
            unconverged += 1
            continue
        found = StateCheck(model, document, state).complaints
        complaints += [f"{state['time_s']:g} s: {text}" for text in found]
    if not is_steady:
        complaints += storage_complaints(model, document)
    return complaints, len(states), unconverged


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--springline", metavar="PROGRAM")
    parser.add_argument("--steady-only", action="store_true")
    parser.add_argument("--write", metavar="FOLDER")
    options = parser.parse_args()
    library = epanet_library.load_library()
    if library is None:
        print(epanet_library.PEER_MISSING)
        return 0
    program = springline_program.find(options.springline)
    if program is None:
        print(springline_program.missing(options.springline))
        return 2
    files = springline_program.input_files(options.paths)
    lawful, total, broken, unconverged = 0, 0, 0, 0
    for path in files:
        try:
            complaints, states, failed = check(library, program, path, options.steady_only)
        except epanet_library.EpanetError as error:
            print(f"{path.name}: not read by EPANET ({error})", flush=True)
            continue
        except (springline_program.SpringlineError, ValueError) as error:
            print(f"{path.name}: no state to check: {error}", flush=True)
            continue
        total, broken, unconverged = total + states, broken + len(complaints), unconverged + failed
        lawful += not complaints and not failed
        words = "lawful" if not complaints else f"{len(complaints)} laws broken, first: {complaints[0]}"
        print(f"{path.name}: {states} states, {failed} not converged, {words}", flush=True)
        if complaints and options.write:
            Path(options.write, path.name + ".txt").write_text("\n".join(complaints) + "\n", encoding="utf-8")
    print(f"{lawful} of {len(files)} models lawful; {total} states, {broken} laws broken, {unconverged} not converged")
    return 0 if lawful == len(files) and files else 1


if __name__ == "__main__":
    sys.exit(main())
