"""Compares a reference of `epanet_run.reference` with the results `springline solve --output` writes."""

import math

HEAD_TOLERANCE = 0.001  # m
FLOW_TOLERANCE = 1e-5  # m³/s: 0.01 L/s …
FLOW_SHARE = 0.001  # … or 0.1 %, whichever is wider
# Heads no real network has (a file with diameters in the wrong unit gives 1e35 m) are compared by share as flows are.
UNREAL_HEAD = 1e5  # m
# The most that EPANET's rounded factor of each flow unit (say 28.317 L/s in a cfs) is off, as a share.
UNIT_ERRORS = {
    "CFS": 0.0, "GPM": 4e-7, "MGD": 4.8e-6, "IMGD": 5.3e-5, "AFD": 1.2e-4, "LPS": 5.4e-6, "LPM": 6.4e-6,
    "MLD": 1.0e-5, "CMH": 6.4e-6, "CMD": 1.0e-5, "CMS": 5.4e-6,
}

CLOSED = {"closed", "temporarily_closed", "cannot_deliver_head"}


class Ours:
    """What `springline solve` wrote. The only place that knows its keys."""

    def __init__(self, document):
        self.node_ids = document["nodes"]["ids"]
        self.link_ids = document["links"]["ids"]
        self.states = document.get("states") or []

    @staticmethod
    def time(state):
        return state.get("time_s", 0)

    @staticmethod
    def heads(state):
        return state["head_m"]

    @staticmethod
    def flows(state):
        return state["flow_m3_per_s"]

    @staticmethod
    def demands(state):
        return state.get("demand_m3_per_s")

    @staticmethod
    def emitters(state):
        return state.get("emitter_m3_per_s") or None

    @staticmethod
    def leakages(state):
        return state.get("leakage_m3_per_s") or None

    @staticmethod
    def statuses(state):
        return state.get("status") or []

    @staticmethod
    def has_converged(state):
        return state.get("converged", True)


def _value(number):
    return math.nan if number is None else number


class Pairing:
    """Which row of ours is which row of EPANET's, by id."""

    def __init__(self, reference, ours):
        self.nodes, self.missing_nodes = self._pair(reference["node_ids"], ours.node_ids)
        self.links, self.missing_links = self._pair(reference["link_ids"], ours.link_ids)

    @staticmethod
    def _pair(theirs, ours):
        rows = {name: row for row, name in enumerate(ours)}
        pairs = [(i, rows[name]) for i, name in enumerate(theirs) if name in rows]
        return pairs, [name for name in theirs if name not in rows]


def cut_off(reference, statuses):
    """Rows of the nodes that no open link joins to a tank or reservoir: EPANET's heads there are arbitrary."""
    return {row for rows in _islands(reference, statuses) for row in rows}


def undetermined(reference, pairing, theirs, state):
    """Rows whose heads cannot be compared: cut off in EPANET's solution; or in ours, with no demand there, where a
    check valve without flow may as well be open as closed."""
    excluded = cut_off(reference, theirs["status"]) if theirs.get("status") else set()
    ours = Ours.statuses(state)
    if ours:
        rows = dict(pairing.links)
        statuses = [ours[rows[i]] if i in rows else "open" for i in range(len(reference["link_ids"]))]
        demands = theirs.get("demand_m3_per_s") or [0.0] * len(reference["node_ids"])
        for rows in _islands(reference, statuses):
            if all(abs(demands[i]) < 1e-9 for i in rows):
                excluded.update(rows)
    return excluded


def _islands(reference, statuses):
    parent = list(range(len(reference["node_ids"])))

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for start, end, status in zip(reference["link_start"], reference["link_end"], statuses):
        if status not in CLOSED:
            parent[root(start)] = root(end)
    fed = {root(i) for i, kind in enumerate(reference["node_kinds"]) if kind != "junction"}
    islands = {}
    for i in range(len(parent)):
        if root(i) not in fed:
            islands.setdefault(root(i), []).append(i)
    return list(islands.values())


class Worst:
    """The largest difference seen, where, and how many were beyond the tolerance."""

    def __init__(self):
        self.difference, self.share, self.where, self.pair = 0.0, 0.0, None, None
        self.beyond, self.first_beyond = 0, None

    def add(self, name, theirs, ours, tolerance, share=0.0):
        ours = _value(ours)
        difference = abs(theirs - ours)
        if not math.isfinite(difference):
            difference = math.inf
        fails = difference > max(tolerance, share * abs(theirs))
        if fails:
            self.beyond += 1
            if self.first_beyond is None:
                self.first_beyond = name
        # A failing element is worse than a passing one with a larger difference.
        if (fails, difference) > (self._fails, self.difference) or self.where is None:
            self.difference, self.where, self.pair, self._fails = difference, name, (theirs, ours), fails
            self.share = difference / abs(theirs) if theirs else (0.0 if difference == 0 else math.inf)
        return fails

    _fails = False

    def as_dictionary(self):
        return {
            "difference": self.difference,
            "share": self.share,
            "where": self.where,
            "epanet": self.pair[0] if self.pair else None,
            "springline": self.pair[1] if self.pair else None,
            "beyond": self.beyond,
        }


def compare_state(reference, pairing, theirs, state, excluded=frozenset()):
    """The differences of one state. `theirs` has head_m, flow_m3_per_s and status, and perhaps demands."""
    heads, flows, demands = Worst(), Worst(), Worst()
    floor = reference.get("floor") or {}
    head_tolerance = max(HEAD_TOLERANCE, floor.get("head_m", 0.0))
    flow_tolerance = max(FLOW_TOLERANCE, floor.get("flow_m3_per_s", 0.0))
    our_heads, our_flows = Ours.heads(state), Ours.flows(state)
    for i, j in pairing.nodes:
        if i not in excluded:
            head = theirs["head_m"][i]
            heads.add(reference["node_ids"][i], head, our_heads[j], head_tolerance,
                      FLOW_SHARE if abs(head) > UNREAL_HEAD else 0.0)
    starts, ends = reference["link_start"], reference["link_end"]
    for i, j in pairing.links:
        if starts[i] not in excluded and ends[i] not in excluded:
            flows.add(reference["link_ids"][i], theirs["flow_m3_per_s"][i], our_flows[j],
                      flow_tolerance, FLOW_SHARE)
    outflows = {"demand": demands, "emitter": Worst(), "leakage": Worst()}
    if "consumer_demand_m3_per_s" in theirs:
        ours = {"demand": Ours.demands(state), "emitter": Ours.emitters(state), "leakage": Ours.leakages(state)}
        keys = {"demand": "consumer_demand_m3_per_s", "emitter": "emitter_m3_per_s",
                "leakage": "leakage_m3_per_s"}
        for i, j in pairing.nodes:
            if i in excluded:
                continue
            for what, values in ours.items():
                is_source = reference["node_kinds"][i] != "junction"
                if is_source and what != "demand":
                    continue
                key = "demand_m3_per_s" if is_source else keys[what]
                if values is not None:
                    outflows[what].add(reference["node_ids"][i], theirs[key][i], values[j],
                                       flow_tolerance, FLOW_SHARE)
                elif what == "emitter" and theirs[key][i] != 0:
                    outflows[what].add(reference["node_ids"][i], theirs[key][i], 0.0, flow_tolerance, FLOW_SHARE)
    statuses = compare_statuses(reference, pairing, theirs.get("status"), state)
    passes = not (heads.beyond or flows.beyond or any(w.beyond for w in outflows.values()))
    passes = passes and not (pairing.missing_nodes or pairing.missing_links)
    return {
        "heads": heads.as_dictionary(),
        "flows": flows.as_dictionary(),
        **{f"{what}s": worst.as_dictionary() for what, worst in outflows.items()},
        "statuses": statuses,
        "cut_off": len(excluded),
        "passes": passes,
    }


def compare_statuses(reference, pairing, theirs, state):
    """Links whose state differs: (id, EPANET's, ours)."""
    ours = Ours.statuses(state)
    if not theirs or not ours:
        return []
    return [(reference["link_ids"][i], theirs[i], ours[j]) for i, j in pairing.links if theirs[i] != ours[j]]


def opposite(mismatches):
    """Those of them of which one is open and the other closed."""
    return [m for m in mismatches if (m[1] in CLOSED) != (m[2] in CLOSED)]


def compare_steady(reference, document):
    """The differences at time 0; where EPANET has several solutions, from the first of them that agrees."""
    ours = Ours(document)
    pairing = Pairing(reference, ours)
    if not ours.states:
        return {"passes": False, "problem": "no state in the output"}
    state = ours.states[0]

    def compare(theirs):
        return compare_state(reference, pairing, theirs, state, undetermined(reference, pairing, theirs, state))

    result = compare(reference["steady"])
    if not result["passes"]:
        for other in reference.get("alternatives", []):
            found = compare(other)
            if found["passes"]:
                result = {**found, "alternative": other["with"]}
                break
    result["missing_nodes"], result["missing_links"] = pairing.missing_nodes, pairing.missing_links
    result["has_converged"] = Ours.has_converged(state)
    result["iterations"] = state.get("iterations")
    return result


def _changes(ids, before, after):
    if not before or not after:
        return []
    return [f"{name} {a} → {b}" for name, a, b in zip(ids, before, after) if a != b]


def compare_extended(reference, document, slack=0):
    """Step for step until the first step whose time differs by more than `slack` seconds."""
    theirs = reference.get("eps")
    ours = Ours(document)
    if not theirs or not ours.states:
        return {"steps": 0, "problem": "nothing to compare"}
    pairing = Pairing(reference, ours)
    times = theirs["times"]
    our_times = [round(Ours.time(state)) for state in ours.states]
    is_cut = len(times) < theirs.get("total_steps", len(times))
    result = {
        "steps": 0,
        "epanet_steps": theirs.get("total_steps", len(times)),
        "springline_steps": len(our_times),
        "heads": {"difference": 0.0},
        "flows": {"difference": 0.0},
        "steps_beyond": 0,
        "first_beyond": None,
        "first_status": None,
        "first_time": None,
    }
    for step, (time, our_time) in enumerate(zip(times, our_times)):
        statuses = theirs["status"][step]
        if abs(time - our_time) > slack:
            before = Ours.statuses(ours.states[step - 1]) if step else []
            result["first_time"] = {
                "step": step,
                "epanet_s": time,
                "springline_s": our_time,
                "previous_s": times[step - 1] if step else None,
                "epanet_changes": _changes(reference["link_ids"], theirs["status"][step - 1], statuses)[:6]
                if step else [],
                "springline_changes": _changes(ours.link_ids, before, Ours.statuses(ours.states[step]))[:6],
            }
            break
        row = {key: theirs[key][step] for key in ("head_m", "flow_m3_per_s")}
        row["status"] = statuses
        demands = {"demand_m3_per_s": theirs["demand_m3_per_s"][step]}
        excluded = undetermined(reference, pairing, {**row, **demands}, ours.states[step])
        found = compare_state(reference, pairing, row, ours.states[step], excluded)
        for what in ("heads", "flows"):
            if found[what]["difference"] > result[what]["difference"]:
                result[what] = {**found[what], "time_s": time}
        if not found["passes"]:
            result["steps_beyond"] += 1
            if result["first_beyond"] is None:
                result["first_beyond"] = {"time_s": time, "heads": found["heads"], "flows": found["flows"],
                                          "statuses": found["statuses"][:6]}
        contrary = opposite(found["statuses"])
        if contrary and result["first_status"] is None:
            result["first_status"] = {"time_s": time, "links": contrary[:6]}
        result["steps"] += 1
    has_more = len(our_times) > len(times) and not is_cut
    if result["first_time"] is None and (has_more or len(our_times) < len(times)):
        result["first_time"] = {
            "step": min(len(times), len(our_times)),
            "epanet_s": times[len(our_times)] if len(times) > len(our_times) else None,
            "springline_s": our_times[len(times)] if len(our_times) > len(times) else None,
            "previous_s": times[min(len(times), len(our_times)) - 1],
            "epanet_changes": [], "springline_changes": [],
        }
    result["agrees_to_the_end"] = result["first_time"] is None and result["steps_beyond"] == 0
    if result["first_time"]:
        result["common_times"] = _common_times(theirs, times, ours, our_times, pairing)
    return result


def _common_times(theirs, times, ours, our_times, pairing):
    """After the times have parted: how far heads are apart at the times both have."""
    rows = {time: step for step, time in enumerate(our_times)}
    worst, count, where = 0.0, 0, None
    for step, time in enumerate(times):
        if (our_step := rows.get(time)) is None:
            continue
        count += 1
        heads = Ours.heads(ours.states[our_step])
        for i, j in pairing.nodes:
            difference = abs(theirs["head_m"][step][i] - _value(heads[j]))
            if difference > worst and abs(theirs["head_m"][step][i]) < 1e5:
                worst, where = difference, (time, ours.node_ids[j])
    return {"count": count, "head_difference": worst, "where": where}


def unit_shift(reference):
    """By how much EPANET's rounded flow unit can shift a head, m."""
    heads = [head for head in reference["steady"]["head_m"] if abs(head) < UNREAL_HEAD]
    drop = max(heads) - min(heads) if heads else 0.0
    return 2 * UNIT_ERRORS.get(reference["flow_unit"], 0.0) * drop


# Words and tables

def clock(seconds):
    if seconds is None:
        return "end"
    seconds = int(round(seconds))
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}" + (f":{seconds % 60:02d}" if seconds % 60 else "")


def _accuracy(value):
    return "none" if value is None else f"{value:.0e}".replace("e-0", "e-")


STEADY_HEADER = (f"{'network':<30} {'acc':>5} {'it E/S':>8} {'head m':>9} {'at':<14} {'flow L/s':>9} {'share':>8} "
                 f"{'at':<14} {'other':>9} {'status':>7}  result")


def steady_line(name, reference, result):
    if "problem" in result:
        return f"{name:<30} {_accuracy(reference.get('accuracy_reached')):>5} FAILED: {result['problem']}"
    outflow = max(result[w]["difference"] for w in ("demands", "emitters", "leakages"))
    contrary = opposite(result["statuses"])
    statuses = f"{len(contrary)}/{len(result['statuses'])}"
    iterations = f"{reference['steady']['iterations']}/{result['iterations']}"
    line = (f"{name[:30]:<30} {_accuracy(reference['accuracy_reached']):>5} {iterations:>8} "
            f"{result['heads']['difference']:>9.2g} {str(result['heads']['where'])[:14]:<14} "
            f"{result['flows']['difference'] * 1000:>9.2g} {result['flows']['share']:>8.1e} "
            f"{str(result['flows']['where'])[:14]:<14} {outflow * 1000:>9.2g} {statuses:>7}  "
            + ("ok" if result["passes"] else "FAILED"))
    notes = []
    if "alternative" in result:
        notes.append(f"agrees with another solution of EPANET's, found with {result['alternative']}")
    if not result["passes"]:
        for what in ("heads", "flows", "demands", "emitters", "leakages"):
            if result[what]["beyond"]:
                notes.append(f"{result[what]['beyond']} {what} beyond, at {result[what]['where']} EPANET "
                             f"{result[what]['epanet']:.6g}, Springline {result[what]['springline']:.6g}")
    for what in ("missing_nodes", "missing_links"):
        if result[what]:
            notes.append(f"{what.replace('_', ' ')}: {', '.join(result[what][:5])} ({len(result[what])})")
        shift = unit_shift(reference)
        if result["heads"]["beyond"] and shift > HEAD_TOLERANCE / 2:
            notes.append(f"EPANET's rounded {reference['flow_unit']} explains up to {shift:.2g} m of it")
    floor = reference.get("floor") or {}
    if floor.get("head_m", 0) > HEAD_TOLERANCE or floor.get("flow_m3_per_s", 0) > FLOW_TOLERANCE:
        notes.append(f"EPANET's own solutions lie {floor['head_m']:.2g} m and "
                     f"{floor['flow_m3_per_s'] * 1000:.2g} L/s apart: its floor, allowed for")
    if result["cut_off"]:
        notes.append(f"{result['cut_off']} nodes cut off, not compared")
    if not result["has_converged"]:
        notes.append("ours did not converge")
    if contrary:
        notes.append("open against closed: " + ", ".join(f"{n} E {a} S {b}" for n, a, b in contrary[:4]))
    elif result["statuses"]:
        notes.append("states: " + ", ".join(f"{n} E {a} S {b}" for n, a, b in result["statuses"][:3]))
    return "\n".join([line] + [f"    {note}" for note in notes])


EXTENDED_HEADER = (f"{'network':<30} {'acc':>5} {'steps E/S':>12} {'compared':>8} {'head m':>9} {'flow L/s':>9} "
                   f"{'beyond':>6}  result")


def extended_line(name, reference, result):
    if "problem" in result:
        return f"{name:<30} {result['problem']}"
    accuracy = _accuracy(reference["eps"].get("accuracy"))
    steps = f"{result['epanet_steps']}/{result['springline_steps']}"
    verdict = "ok" if result["agrees_to_the_end"] else ("times part" if result["first_time"] else "differs")
    line = (f"{name[:30]:<30} {accuracy:>5} {steps:>12} {result['steps']:>8} {result['heads']['difference']:>9.2g} "
            f"{result['flows']['difference'] * 1000:>9.2g} {result['steps_beyond']:>6}  {verdict}")
    notes = []
    if first := result["first_beyond"]:
        parts = [f"{what} at {first[what]['where']} EPANET {first[what]['epanet']:.6g}, "
                 f"Springline {first[what]['springline']:.6g}" for what in ("heads", "flows")
                 if first[what]["beyond"]]
        notes.append(f"first beyond at {clock(first['time_s'])}: " + "; ".join(parts))
    if first := result["first_status"]:
        links = ", ".join(f"{n} E {a} S {b}" for n, a, b in first["links"])
        notes.append(f"first open against closed at {clock(first['time_s'])}: {links}")
    if first := result["first_time"]:
        text = (f"after {clock(first['previous_s'])} EPANET goes to {clock(first['epanet_s'])}, Springline to "
                f"{clock(first['springline_s'])}")
        for who in ("epanet", "springline"):
            if first[f"{who}_changes"]:
                text += f"; {who}: {', '.join(first[f'{who}_changes'])}"
        notes.append(text)
        common = result["common_times"]
        where = f", at {common['where'][1]} {clock(common['where'][0])}" if common["where"] else ""
        notes.append(f"at the {common['count']} common times heads within {common['head_difference']:.3g} m{where}")
    return "\n".join([line] + [f"    {note}" for note in notes])
