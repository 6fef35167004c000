"""What EPANET says of a network: its steady state and its extended period, in SI, as one dictionary."""

import epanet_library as epanet

STEADY_LADDER = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3]
EXTENDED_LADDER = [1e-6, 1e-5, 1e-4, 1e-3]
TRIALS = 500
# Where EPANET gets this far, its solution is taken as it is.
FLOOR_ACCURACY = 1e-6


def _state(project):
    """The present state."""
    units = project.units
    return {
        "head_m": project.heads(),
        "demand_m3_per_s": project.node_values(epanet.DEMAND, units.flow),
        "consumer_demand_m3_per_s": project.node_values(epanet.DEMAND_FLOW, units.flow),
        "emitter_m3_per_s": project.node_values(epanet.EMITTER_FLOW, units.flow),
        "leakage_m3_per_s": project.node_values(epanet.LEAKAGE_FLOW, units.flow),
        "flow_m3_per_s": project.flows(),
        "status_raw": [int(value) for value in project.link_values(epanet.STATUS)],
        # In the file's own units: the toolkit's psi are 1/0.4333 ft.
        "setting": project.link_values(epanet.SETTING),
        "iterations": int(project.statistic(epanet.ITERATIONS)),
        "relative_error": project.statistic(epanet.RELATIVE_ERROR),
        "max_head_error_m": project.statistic(epanet.MAX_HEAD_ERROR) * units.length,
        "max_flow_change_m3_per_s": project.statistic(epanet.MAX_FLOW_CHANGE) * units.flow,
    }


def _opened(library, path, accuracy, trials, options=None):
    project = epanet.Project(library, path)
    for code, value in (options or {}).items():
        project.set_option(code, value)
    if accuracy is not None:
        project.set_option(epanet.ACCURACY, accuracy)
    if trials is not None:
        project.set_option(epanet.TRIALS, trials)
    return project


def describe(library, path):
    """Ids, kinds and ends; what does not change."""
    with epanet.Project(library, path) as project:
        starts, ends = project.link_ends()
        return {
            "flow_unit": project.units.name,
            "file_accuracy": project.option(epanet.ACCURACY),
            "file_trials": int(project.option(epanet.TRIALS)),
            "duration_s": project.duration(),
            "node_ids": project.node_ids(),
            "node_kinds": project.node_kinds(),
            "elevation_m": project.node_values(epanet.ELEVATION, project.units.length),
            "link_ids": project.link_ids(),
            "link_kinds": project.link_kinds(),
            "link_start": starts,
            "link_end": ends,
        }


def steady(library, path, accuracy, trials=TRIALS, options=None):
    """The state at time 0 with flows started afresh, and the warning code."""
    with _opened(library, path, accuracy, trials, options) as project:
        # One step only, so that the hydraulics file is complete at once.
        project.call("EN_settimeparam", epanet.DURATION, epanet.ctypes.c_long(0))
        project.open_solver()
        project.init(11)
        _, code = project.run()
        state = _state(project)
        project.next()
        state["status"] = project.detailed_states()[0]
        state["warning"] = code
        return state


def has_converged(state, trials=TRIALS):
    # 1: unbalanced; 2: balanced only after the trials ran out and all states were frozen.
    return state["warning"] not in (1, 2) and state["iterations"] <= trials


def steady_ladder(library, path, ladder=STEADY_LADDER, trials=TRIALS):
    """The state at the tightest accuracy that converges, that accuracy (None when none does), and what each gave."""
    best, reached, tried = None, None, {}
    for accuracy in ladder:
        try:
            state = steady(library, path, accuracy, trials)
        except epanet.EpanetError as error:
            tried[f"{accuracy:g}"] = {"error": error.code}
            continue
        tried[f"{accuracy:g}"] = {
            "iterations": state["iterations"],
            "relative_error": state["relative_error"],
            "warning": state["warning"],
        }
        converged = has_converged(state, trials)
        if best is None or (converged and reached is None):
            best = state
        if converged and reached is None:
            reached = accuracy
    return best, reached, tried


def floor(library, path, state, reached, trials=TRIALS):
    """How far EPANET's own solutions lie apart where it does not get below a relative flow change of 1e-6: the largest
    difference of heads (m) and flows (m³/s) from `state` of those it finds with damping, with a limit on the head
    error, and when it stops for want of trials. Solutions with other link states do not count."""
    if reached is not None and reached <= FLOOR_ACCURACY:
        return {"head_m": 0.0, "flow_m3_per_s": 0.0}
    accuracy = reached or STEADY_LADDER[-1]
    variants = [
        (accuracy, {epanet.HEAD_ERROR: 1e-6}),
        (accuracy, {epanet.DAMP_LIMIT: 0.01}),
        (accuracy / 10, {epanet.DAMP_LIMIT: 0.01}),
        (accuracy / 10, {}),
    ]
    heads, flows = 0.0, 0.0
    for tried, options in variants:
        try:
            other = steady(library, path, tried, trials, options)
        except epanet.EpanetError:
            continue
        if other["status"] != state["status"] or other["relative_error"] > 10 * accuracy:
            continue
        heads = max([heads] + [abs(a - b) for a, b in zip(other["head_m"], state["head_m"])])
        flows = max([flows] + [abs(a - b) for a, b in zip(other["flow_m3_per_s"], state["flow_m3_per_s"])])
    return {"head_m": heads, "flow_m3_per_s": flows}


def alternatives(library, path, state, reached, trials=TRIALS):
    """Other solutions EPANET finds of the same network when it checks the states of pumps and valves more often, or
    damps: a network whose states depend on the way there may have several. {"with": the options, …state}."""
    accuracy = max(reached or STEADY_LADDER[-1], FLOOR_ACCURACY)
    often = {epanet.CHECK_FREQUENCY: 1, epanet.MAX_CHECK: trials}
    damped = {epanet.DAMP_LIMIT: 0.01}
    found = []
    for words, options in [("DAMPLIMIT 0.01", damped), ("CHECKFREQ 1", often),
                           ("DAMPLIMIT 0.01, CHECKFREQ 1", {**damped, **often})]:
        try:
            other = steady(library, path, accuracy, trials, options)
        except epanet.EpanetError:
            continue
        known = [state["status"]] + [one["status"] for one in found]
        if has_converged(other, trials) and other["status"] not in known:
            found.append({"with": words, **other})
    return found


def extended(library, path, accuracy, trials=TRIALS):
    """Every hydraulic step of the file's whole duration."""
    keys = ["times", "iterations", "relative_error", "warnings", "head_m", "flow_m3_per_s", "demand_m3_per_s"]
    series = {key: [] for key in keys}
    with _opened(library, path, accuracy, trials) as project:
        project.open_solver()
        project.init(11)
        while True:
            time, code = project.run()
            row = {
                "times": time,
                "iterations": int(project.statistic(epanet.ITERATIONS)),
                "relative_error": project.statistic(epanet.RELATIVE_ERROR),
                "warnings": code,
                "head_m": project.heads(),
                "flow_m3_per_s": project.flows(),
                "demand_m3_per_s": project.node_values(epanet.DEMAND, project.units.flow),
            }
            for key in keys:
                series[key].append(row[key])
            if project.next() == 0:
                break
        states = project.detailed_states()
        series["status"] = [states.get(time) for time in series["times"]]
    series["accuracy"] = accuracy
    return series


def extended_ladder(library, path, duration, ladder=EXTENDED_LADDER, trials=TRIALS):
    """The series at the tightest accuracy at which every step converges and the whole duration is run, and what each
    gave. When none does, the one that got furthest, with `complete` false."""
    best, tried = None, {}
    for accuracy in ladder:
        try:
            series = extended(library, path, accuracy, trials)
        except epanet.EpanetError as error:
            tried[f"{accuracy:g}"] = {"error": error.code}
            continue
        unbalanced = [t for t, code in zip(series["times"], series["warnings"]) if code == 1]
        series["complete"] = series["times"][-1] >= duration and not unbalanced
        tried[f"{accuracy:g}"] = {
            "steps": len(series["times"]),
            "last_time_s": series["times"][-1],
            "iterations": sum(series["iterations"]),
            "unbalanced_steps": len(unbalanced),
            "first_unbalanced_s": unbalanced[0] if unbalanced else None,
            "warnings": {epanet.WARNINGS.get(c, str(c)): series["warnings"].count(c)
                         for c in sorted(set(series["warnings"])) if c},
        }
        if best is None or (series["complete"], series["times"][-1]) > (best["complete"], best["times"][-1]):
            best = series
        if series["complete"]:
            break
    return best, tried


def reference(library, path, steps=None):
    """Everything about one network, as it is written to a reference file. `steps` limits the series that is kept."""
    result = describe(library, path)
    state, reached, tried = steady_ladder(library, path)
    result["accuracy_reached"] = reached
    result["converges"] = tried
    result["steady"] = state
    if state:
        result["floor"] = floor(library, path, state, reached)
        result["alternatives"] = alternatives(library, path, state, reached)
    series, tried = extended_ladder(library, path, result["duration_s"])
    if series:
        series["total_steps"] = len(series["times"])
        if steps is not None:
            for key, value in series.items():
                if isinstance(value, list):
                    series[key] = value[:steps]
    result["eps"] = series
    result["eps_converges"] = tried
    return result
