"""What a model is made of, read through EPANET's own toolkit: nothing of springline's reader is used.

Heads, levels and lengths become m, flows m³/s, powers W; pump and valve curves m and m³/s. Flow factors are exact; how
EPANET rounds them is kept in `cfs`, since its head losses are computed with the rounded ones.
"""

import ctypes

import epanet_library as epanet

# Codes of the toolkit's parameters beyond those of epanet_library.
EMITTER, TANK_LEVEL, TANK_DIAMETER, MIN_VOLUME, VOLUME_CURVE, MIN_LEVEL, MAX_LEVEL = 3, 8, 17, 18, 19, 20, 21
NODE_PATTERN, CAN_OVERFLOW = 2, 26
DIAMETER, LENGTH, ROUGHNESS, MINOR_LOSS, INITIAL_STATUS, INITIAL_SETTING, LINK_PATTERN = 0, 1, 2, 3, 4, 5, 15
PUMP_POWER, HEAD_CURVE, IN_CONTROL, GPV_CURVE, PCV_CURVE, LEAK_AREA, LEAK_EXPANSION = 18, 19, 23, 24, 25, 26, 27
EMITTER_EXPONENT, DEMAND_MULTIPLIER, HEADLOSS_FORM, GRAVITY, VISCOSITY = 3, 4, 7, 12, 13
DEFAULT_PATTERN, BACKFLOW, PRESSURE_UNIT = 23, 24, 25
PATTERN_STEP, PATTERN_START = 3, 4

# Flow units in a cubic foot a second, as EPANET has them, in the order of its codes.
PER_CFS = [1.0, 448.831, 0.64632, 0.5382, 1.9837, 28.317, 1699.0, 2.4466, 101.94, 2446.6, 0.028317]
PSI_PER_FOOT = 0.4333


class Attributes:
    """Everything that laws ask of a model; plain lists and numbers, by row of EPANET's nodes and links."""

    def __init__(self, library, path):
        with epanet.Project(library, path) as project:
            self._read(project)

    def _read(self, project):
        units = project.units
        code = [name for name, _ in epanet.FLOW_UNITS].index(units.name)
        # cubic feet a second, as EPANET computes, in 1 m³/s.
        self.cfs = 1 / units.flow / PER_CFS[code]
        self.node_ids, self.link_ids = project.node_ids(), project.link_ids()
        self.node_kinds, self.link_kinds = project.node_kinds(), project.link_kinds()
        self.start, self.end = project.link_ends()
        self._read_options(project, units)
        self._read_nodes(project, units)
        self._read_links(project, units)

    def _read_options(self, project, units):
        self.formula = ["H-W", "D-W", "C-M"][int(project.option(HEADLOSS_FORM))]
        self.viscosity = project.option(VISCOSITY)
        self.emitter_exponent = project.option(EMITTER_EXPONENT)
        self.allows_backflow = project.option(BACKFLOW) != 0
        self.multiplier = project.option(DEMAND_MULTIPLIER)
        gravity = project.option(GRAVITY)
        psi = epanet.FOOT / PSI_PER_FOOT / gravity
        # m of head in the file's unit of pressure.
        self.pressure = [psi, psi / 6.895, 1.0, psi / 0.068948, epanet.FOOT][int(project.option(PRESSURE_UNIT))]
        # Emitters count flow at 1 psi or at 1 m, whatever the unit of pressure.
        self.emitter_pressure = 1.0 if units.is_metric else psi
        model, low, high, power = ctypes.c_int(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
        project.call("EN_getdemandmodel", *(ctypes.byref(value) for value in (model, low, high, power)))
        self.is_pressure_driven = model.value == 1
        self.minimum_pressure, self.required_pressure = low.value * self.pressure, high.value * self.pressure
        self.pressure_exponent = power.value
        self.pattern_step, self.pattern_start = (self._time(project, name) for name in (PATTERN_STEP, PATTERN_START))
        self.patterns = [[1.0]]
        # Demands of pattern 0 have the default pattern; sources and pumps of pattern 0 have none.
        self.default_pattern = int(project.option(DEFAULT_PATTERN))
        for index in range(1, project._int("EN_getcount", 3) + 1):
            length = project._int("EN_getpatternlen", index)
            self.patterns.append([project._double("EN_getpatternvalue", index, step + 1) for step in range(length)])

    @staticmethod
    def _time(project, code):
        value = ctypes.c_long()
        project.call("EN_gettimeparam", code, ctypes.byref(value))
        return value.value

    def _read_nodes(self, project, units):
        self.elevation = project.node_values(epanet.ELEVATION, units.length)
        self.emitter = project.node_values(EMITTER, units.flow)
        self.head_pattern, self.source_head = [0] * project.node_count, list(self.elevation)
        self.demands = [[] for _ in range(project.node_count)]
        self.tanks = {}
        for row, kind in enumerate(self.node_kinds):
            index = row + 1
            if kind == "junction":
                for number in range(1, project._int("EN_getnumdemands", index) + 1):
                    base = project._double("EN_getbasedemand", index, number) * units.flow
                    self.demands[row].append((base, project._int("EN_getdemandpattern", index, number)))
                continue
            value = lambda code, factor=units.length: project._double("EN_getnodevalue", index, code) * factor
            curve = int(value(VOLUME_CURVE, 1))
            if kind == "reservoir" and not curve:
                self.head_pattern[row] = int(project._double("EN_getnodevalue", index, NODE_PATTERN))
                # A tank without a diameter is a reservoir at its initial level.
                self.source_head[row] = self.elevation[row] + value(TANK_LEVEL)
            else:
                self.tanks[row] = {
                    "lowest": value(MIN_LEVEL), "highest": value(MAX_LEVEL), "diameter": value(TANK_DIAMETER),
                    "overflows": value(CAN_OVERFLOW, 1) != 0,
                    "volumes": self._curve(project, curve, units.length, units.length**3) if curve else None,
                }

    def _read_links(self, project, units):
        diameter = epanet.FOOT / 12 if not units.is_metric else 1e-3
        self.diameter = project.link_values(DIAMETER, diameter)
        self.length = project.link_values(LENGTH, units.length)
        rough = 1.0 if self.formula != "D-W" else 1e-3 * units.length
        self.roughness = project.link_values(ROUGHNESS, rough)
        self.minor_loss = project.link_values(MINOR_LOSS)
        self.is_open = [value != 0 for value in project.link_values(INITIAL_STATUS)]
        self.is_controlled = [value != 0 for value in project.link_values(IN_CONTROL)]
        leak = 1e-6 / (100 * units.length)
        self.leak_area, self.leak_expansion = (project.link_values(code, leak) for code in (LEAK_AREA, LEAK_EXPANSION))
        settings = project.link_values(INITIAL_SETTING)
        self.setting, self.speed_pattern = [None] * project.link_count, [0] * project.link_count
        self.curve, self.power = [None] * project.link_count, [None] * project.link_count
        for row, kind in enumerate(self.link_kinds):
            index = row + 1
            get = lambda code: project._double("EN_getlinkvalue", index, code)
            if kind in ("prv", "psv", "pbv"):
                self.setting[row] = settings[row] * self.pressure
            elif kind == "fcv":
                self.setting[row] = settings[row] * units.flow
            elif kind in ("tcv", "pcv", "pump"):
                self.setting[row] = settings[row]
            if kind == "pump":
                self.speed_pattern[row] = int(get(LINK_PATTERN))
                if project._int("EN_getpumptype", index) == 0:
                    self.power[row] = get(PUMP_POWER) * (1000 if units.is_metric else 745.7)
                else:
                    self.curve[row] = self._curve(project, int(get(HEAD_CURVE)), units.flow, units.length)
            elif kind == "gpv":
                self.curve[row] = self._curve(project, int(get(GPV_CURVE)), units.flow, units.length)
            elif kind == "pcv" and int(get(PCV_CURVE)):
                self.curve[row] = self._curve(project, int(get(PCV_CURVE)), 1.0, 1.0)

    @staticmethod
    def _curve(project, index, x_factor, y_factor):
        points = []
        for number in range(1, project._int("EN_getcurvelen", index) + 1):
            x, y = ctypes.c_double(), ctypes.c_double()
            project.call("EN_getcurvevalue", index, number, ctypes.byref(x), ctypes.byref(y))
            points.append((x.value * x_factor, y.value * y_factor))
        return points

    def factor(self, pattern, time):
        """The multiplier of a pattern at a time."""
        values = self.patterns[pattern]
        return values[int((time + self.pattern_start) // self.pattern_step) % len(values)]

    def asked(self, node, time):
        """What consumers ask for at a junction, m³/s."""
        return self.multiplier * sum(
            base * self.factor(pattern or self.default_pattern, time) for base, pattern in self.demands[node])
