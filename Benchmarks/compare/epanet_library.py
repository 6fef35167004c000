"""EPANET's own library, from the PyPI package owa-epanet, driven through ctypes.

Only what the comparisons need. Values come in the file's own units; `Units` turns them into SI with exact factors, so
that EPANET's rounded internal factors (448.831 gpm in a cfs, and so on) cancel out of a comparison.
"""

import ctypes
import importlib.util
import os
import struct
import tempfile
from pathlib import Path

PEER_MISSING = "peer library not installed: comparison not run"

FOOT = 0.3048
GALLON = 3.785411784e-3
IMPERIAL_GALLON = 4.54609e-3
ACRE_FOOT = 43560 * FOOT**3

# EPANET's flow unit codes 0 to 10, each with its exact size in m³/s.
FLOW_UNITS = [
    ("CFS", FOOT**3),
    ("GPM", GALLON / 60),
    ("MGD", GALLON * 1e6 / 86400),
    ("IMGD", IMPERIAL_GALLON * 1e6 / 86400),
    ("AFD", ACRE_FOOT / 86400),
    ("LPS", 1e-3),
    ("LPM", 1e-3 / 60),
    ("MLD", 1e3 / 86400),
    ("CMH", 1 / 3600),
    ("CMD", 1 / 86400),
    ("CMS", 1.0),
]

# The states EPANET writes to its hydraulics file, by number.
LINK_STATES = [
    "cannot_deliver_head",
    "temporarily_closed",
    "closed",
    "open",
    "active",
    "exceeds_maximum_flow",
    "cannot_deliver_flow",
    "cannot_deliver_pressure",
]
NODE_KINDS = ["junction", "reservoir", "tank"]
LINK_KINDS = ["cvpipe", "pipe", "pump", "prv", "psv", "pbv", "fcv", "tcv", "gpv", "pcv"]

WARNINGS = {
    1: "unbalanced",
    2: "unstable",
    3: "disconnected nodes",
    4: "pumps beyond their curve",
    5: "valves cannot deliver",
    6: "negative pressures",
}

# Codes of the toolkit's parameters.
NODE_COUNT, LINK_COUNT = 0, 2
ELEVATION, DEMAND, HEAD = 0, 9, 10
EMITTER_FLOW, LEAKAGE_FLOW, DEMAND_FLOW = 29, 30, 31
FLOW, STATUS, SETTING = 8, 11, 12
TRIALS, ACCURACY, HEAD_ERROR, CHECK_FREQUENCY, MAX_CHECK, DAMP_LIMIT = 0, 1, 5, 15, 16, 17
DURATION = 0
ITERATIONS, RELATIVE_ERROR, MAX_HEAD_ERROR, MAX_FLOW_CHANGE = 0, 1, 2, 3


class EpanetError(Exception):
    def __init__(self, code, what):
        super().__init__(f"EPANET error {code} in {what}")
        self.code = code


def library_path():
    """The shared library of owa-epanet, or None. $EPANET_LIBRARY names another one."""
    if named := os.environ.get("EPANET_LIBRARY"):
        return named if Path(named).exists() else None
    spec = importlib.util.find_spec("epanet")
    if spec is None or not spec.submodule_search_locations:
        return None
    for folder in map(Path, spec.submodule_search_locations):
        places = [folder, folder.parent / "owa_epanet.libs", folder.parent / "epanet.libs"]
        for place in places:
            for pattern in ("libepanet2*.so", "libepanet2*.dylib", "epanet2*.dll"):
                if found := sorted(place.glob(pattern)):
                    return str(found[0])
    return None


def load_library():
    """The loaded library, or None when it is not installed."""
    path = library_path()
    if path is None:
        return None
    library = ctypes.CDLL(path)
    for name in ("EN_runH", "EN_nextH", "EN_open", "EN_initH", "EN_openH", "EN_closeH", "EN_close"):
        getattr(library, name).restype = ctypes.c_int
    return library


class Units:
    """Factors from a file's own units to SI."""

    def __init__(self, code):
        self.name, self.flow = FLOW_UNITS[code]
        self.is_metric = code >= 5
        self.length = 1.0 if self.is_metric else FOOT


class Project:
    """One opened input file. Use it in a `with`."""

    def __init__(self, library, path):
        self.library = library
        self.path = str(path)
        self.handle = ctypes.c_void_p()
        self._folder = tempfile.TemporaryDirectory(prefix="epanet-")
        self._check(library.EN_createproject(ctypes.byref(self.handle)), "EN_createproject")
        report = str(Path(self._folder.name) / "report.txt")
        output = str(Path(self._folder.name) / "results.out")
        self._solver_is_open = False
        try:
            self.call("EN_open", self.path.encode(), report.encode(), output.encode())
        except EpanetError:
            self.close()
            raise
        self.call("EN_setstatusreport", 0)
        self.node_count = self._int("EN_getcount", NODE_COUNT)
        self.link_count = self._int("EN_getcount", LINK_COUNT)
        self.units = Units(self._int("EN_getflowunits"))
        self._nodes = (ctypes.c_double * self.node_count)()
        self._links = (ctypes.c_double * self.link_count)()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.handle:
            if self._solver_is_open:
                self.library.EN_closeH(self.handle)
            self.library.EN_close(self.handle)
            self.library.EN_deleteproject(self.handle)
            self.handle = None
        self._folder.cleanup()

    @staticmethod
    def _check(code, what):
        if code > 100:
            raise EpanetError(code, what)
        return code

    def call(self, name, *arguments):
        """Calls a toolkit function of this project; returns its warning code, raises on an error."""
        return self._check(getattr(self.library, name)(self.handle, *arguments), name)

    def _int(self, name, *arguments):
        value = ctypes.c_int()
        self.call(name, *arguments, ctypes.byref(value))
        return value.value

    def _double(self, name, *arguments):
        value = ctypes.c_double()
        self.call(name, *arguments, ctypes.byref(value))
        return value.value

    def ids(self, name, count):
        result = []
        for index in range(1, count + 1):
            buffer = ctypes.create_string_buffer(256)
            self.call(name, index, buffer)
            result.append(buffer.value.decode("utf-8", "surrogateescape"))
        return result

    def node_ids(self):
        return self.ids("EN_getnodeid", self.node_count)

    def link_ids(self):
        return self.ids("EN_getlinkid", self.link_count)

    def node_kinds(self):
        return [NODE_KINDS[self._int("EN_getnodetype", i)] for i in range(1, self.node_count + 1)]

    def link_kinds(self):
        return [LINK_KINDS[self._int("EN_getlinktype", i)] for i in range(1, self.link_count + 1)]

    def link_ends(self):
        """Rows of the start and the end of each link."""
        starts, ends = [], []
        for index in range(1, self.link_count + 1):
            start, end = ctypes.c_int(), ctypes.c_int()
            self.call("EN_getlinknodes", index, ctypes.byref(start), ctypes.byref(end))
            starts.append(start.value - 1)
            ends.append(end.value - 1)
        return starts, ends

    def option(self, code):
        return self._double("EN_getoption", code)

    def set_option(self, code, value):
        self.call("EN_setoption", code, ctypes.c_double(value))

    def duration(self):
        value = ctypes.c_long()
        self.call("EN_gettimeparam", DURATION, ctypes.byref(value))
        return value.value

    def statistic(self, code):
        return self._double("EN_getstatistic", code)

    def node_values(self, code, factor=1.0):
        self.call("EN_getnodevalues", code, self._nodes)
        return [value * factor for value in self._nodes]

    def link_values(self, code, factor=1.0):
        self.call("EN_getlinkvalues", code, self._links)
        return [value * factor for value in self._links]

    def heads(self):
        return self.node_values(HEAD, self.units.length)

    def flows(self):
        return self.link_values(FLOW, self.units.flow)

    # Hydraulics

    def open_solver(self):
        if not self._solver_is_open:
            self.call("EN_openH")
            self._solver_is_open = True

    def init(self, flag):
        self.call("EN_initH", flag)

    def run(self):
        """Solves the present time; returns (time, warning code)."""
        time = ctypes.c_long()
        code = self.call("EN_runH", ctypes.byref(time))
        return time.value, code

    def next(self):
        """Advances to the next hydraulic time; returns the step in seconds, 0 at the end."""
        step = ctypes.c_long()
        self.call("EN_nextH", ctypes.byref(step))
        return step.value

    def detailed_states(self):
        """The states of all links at every step of the run just finished with its results saved: {time: [name, …]}.

        The toolkit tells open from closed only; its hydraulics file has all eight states.
        """
        path = str(Path(self._folder.name) / "states.hyd")
        self.call("EN_savehydfile", path.encode())
        return read_states(path, self.node_count, self.link_count)


def read_states(path, node_count, link_count):
    """The states in a hydraulics file: eight words of header, then for each step the time, demands and heads of the
    nodes, flows, states and settings of the links as 4-byte words, and the length of the step."""
    data = Path(path).read_bytes()
    header = struct.unpack_from("<8i", data, 0)
    if header[2] != node_count or header[3] != link_count:
        raise ValueError(f"{path} does not start like a hydraulics file: {header}")
    size = 4 * (2 + 2 * node_count + 3 * link_count)
    states, offset = {}, 32
    while offset + size <= len(data):
        time = struct.unpack_from("<i", data, offset)[0]
        place = offset + 4 * (1 + 2 * node_count + link_count)
        row = struct.unpack_from(f"<{link_count}f", data, place)
        states[time] = [LINK_STATES[int(value)] if 0 <= value < 8 else f"state_{value:g}" for value in row]
        offset += size
    return states
