"""python3 -m unittest: the laws that states are held against, and that one number out of place is found. No EPANET and no
springline needed."""

import copy
import math
import types
import unittest

import element_laws as law
from laws import StateCheck, storage_complaints

CFS = 1 / 0.3048**3


class FormulaTests(unittest.TestCase):
    """Numbers by hand."""

    def test_hazen_williams(self):
        # 1000 ft of 12 in, C = 100, 1 cfs: 4.727 · 100^-1.852 · 1000 = 0.9344 ft
        found = law.friction("H-W", 1.0, 304.8, 0.3048, 100)
        self.assertAlmostEqual(found / 0.3048, 4.727 * 1000 / 100**1.852, 12)
        self.assertAlmostEqual(law.friction("H-W", -1.0, 304.8, 0.3048, 100), -found, 12)

    def test_chezy_manning(self):
        # (4n / (1.49 π))² · (1/4)^-1.333 · L at a foot of diameter
        expected = (0.04 / (1.49 * math.pi)) ** 2 * 4**1.333 * 1000
        self.assertAlmostEqual(law.friction("C-M", 1.0, 304.8, 0.3048, 0.01) / 0.3048, expected, 12)

    def test_darcy_weisbach_is_hagen_and_poiseuille_at_low_flow(self):
        # h = 128 ν L q / (π g d⁴)
        flow = 1e-4
        expected = 128 * 1.1e-5 * 1000 * flow / (math.pi * 32.2)
        self.assertAlmostEqual(law.friction("D-W", flow, 304.8, 0.3048, 1e-4) / 0.3048, expected, 12)

    def test_friction_factor_is_smooth_where_its_parts_meet(self):
        for border in (2000, 4000):
            below, above = law.friction_factor(border - 1e-6, 1e-3), law.friction_factor(border + 1e-6, 1e-3)
            self.assertAlmostEqual(below, above, 7)

    def test_minor_loss(self):
        # K v²/2g: 2 cfs in a square foot of pipe
        diameter = math.sqrt(4 / math.pi)
        self.assertAlmostEqual(law.minor(2.0, 3, diameter * 0.3048) / 0.3048, 3 * 4 / 64.4, 3)

    def test_pumps(self):
        self.assertAlmostEqual(law.pump_head([(0.02, 30)], 0), 40)
        self.assertAlmostEqual(law.pump_head([(0.02, 30)], 0.04), 0)
        three = [(0, 50), (0.01, 45), (0.02, 30)]
        for flow, head in three:
            self.assertAlmostEqual(law.pump_head(three, flow), head)
        self.assertAlmostEqual(law.pump_head([(0, 50), (1, 40), (2, 20), (3, 0)], 2.5), 10)
        # Affinity: at half the speed half the flow at a quarter of the head.
        self.assertAlmostEqual(law.pump_gain([(0.02, 30)], 0.01, 0.5), 30 / 4)
        # A horsepower lifts 8.814 cfs by a foot; twice the speed takes eight times the power.
        self.assertAlmostEqual(law.power_product(745.7, 2, CFS), 8 * 8.814 * 0.3048**4)

    def test_outflows(self):
        self.assertAlmostEqual(law.delivered(4, 11, 5, 29, 0.5), 2)
        self.assertEqual([law.delivered(4, p, 5, 29, 2) for p in (-3, 5, 29, 90)], [0, 0, 4, 4])
        self.assertEqual(law.delivered(-4, 1, 5, 29, 0.5), -4)
        self.assertEqual([law.emitted(2, 9, 0.5, True), law.emitted(2, -9, 0.5, True), law.emitted(2, -9, 0.5, False)],
                         [6, -6, 0])
        # 0.6 √(2 g h) A with EPANET's g
        self.assertAlmostEqual(law.leaked(1e-4, 0, 20, CFS), 0.6 * math.sqrt(2 * 32.2 * 0.3048 * 20) * 1e-4, 12)

    def test_positional_valves(self):
        self.assertAlmostEqual(law.positional_coefficient(3, 50, None), 12)
        self.assertAlmostEqual(law.positional_coefficient(3, 50, [(0, 0), (50, 10), (100, 100)]), 300)


def model():
    """R (50 m) ─ pipe ─ A ─ valve ─ B, which asks for 10 L/s."""
    base = dict(
        cfs=CFS, formula="H-W", viscosity=1.0, emitter_exponent=0.5, allows_backflow=True, emitter_pressure=1.0,
        is_pressure_driven=False, minimum_pressure=0, required_pressure=10, pressure_exponent=0.5,
        node_ids=["R", "A", "B"], node_kinds=["reservoir", "junction", "junction"], link_ids=["p", "v"],
        link_kinds=["pipe", "prv"], start=[0, 1], end=[1, 2], elevation=[50, 10, 5], emitter=[0, 0, 0],
        head_pattern=[0, 0, 0], source_head=[50, 10, 5], tanks={}, diameter=[0.3, 0.2], length=[1000, 0], roughness=[100, 0],
        minor_loss=[0, 0], is_open=[True, True], is_controlled=[False, False], leak_area=[0, 0],
        leak_expansion=[0, 0], setting=[None, 20.0], speed_pattern=[0, 0], curve=[None, None], power=[None, None])
    return types.SimpleNamespace(**base, asked=lambda node, time: [0, 0, 0.01][node], factor=lambda pattern, time: 1.0)


def document(attributes):
    head = 50 - law.friction("H-W", 0.01 * CFS, 1000, 0.3, 100)
    state = {
        "time_s": 0, "reported": True, "converged": True, "head_m": [50, head, 25.0],
        "demand_m3_per_s": [-0.01, 0, 0.01], "flow_m3_per_s": [0.01, 0.01], "status": ["open", "active"],
        "setting": [None, 20.0], "warnings": []}
    return {"nodes": {"ids": attributes.node_ids}, "links": {"ids": attributes.link_ids}, "states": [state]}


class CheckTests(unittest.TestCase):
    def complaints(self, change_state=lambda state: None, change_model=lambda model: None):
        attributes = model()
        results = document(attributes)
        change_model(attributes)
        change_state(results["states"][0])
        return StateCheck(attributes, results, results["states"][0]).complaints

    def test_a_lawful_state_passes(self):
        self.assertEqual(self.complaints(), [])

    def test_one_number_out_of_place_is_found(self):
        def set_head(node, value):
            return lambda state: state["head_m"].__setitem__(node, value)
        self.assertIn("not its head loss", self.complaints(set_head(1, 49.0))[0])
        self.assertIn("not the head that it is set to", self.complaints(set_head(2, 25.1))[0])
        self.assertIn("stands at", self.complaints(set_head(0, 50.1))[0])
        self.assertIn("gains", self.complaints(lambda state: state["flow_m3_per_s"].__setitem__(1, 0.0101))[0])
        self.assertIn("due", self.complaints(lambda state: state["demand_m3_per_s"].__setitem__(2, 0.009))[-1])

    def test_a_valve_on_the_wrong_side_of_its_setting_is_found(self):
        def opened(state):
            state["status"][1] = "open"
            state["head_m"][2] = state["head_m"][1] - law.minor(0.01 * CFS, 0, 0.2)
        self.assertIn("wrong side", self.complaints(opened)[0])
        self.assertEqual(self.complaints(opened, lambda model: model.setting.__setitem__(1, 60.0)), [])

    def shut(self, state):
        state.update(flow_m3_per_s=[0, 0], demand_m3_per_s=[0, 0, 0], head_m=[50, 50, 5], status=["open", "closed"])

    def test_a_shut_valve_needs_a_reason_and_lost_water_a_warning(self):
        found = self.complaints(self.shut)
        self.assertTrue(any("shut with nothing against it" in text for text in found), found)
        def close(model):
            model.is_open[1], model.setting[1] = False, None
        found = self.complaints(self.shut, close)
        self.assertEqual(found, ["1 junctions lack water, and no warning says so"])
        told = lambda state: (self.shut(state), state["warnings"].append("B gets nothing"))
        self.assertEqual(self.complaints(told, close), [])

    def test_a_tank_holds_what_flowed_in(self):
        attributes = model()
        attributes.tanks = {0: {"lowest": -5, "highest": 10, "diameter": 10, "overflows": False, "volumes": None}}
        results = document(attributes)
        results["states"].append(copy.deepcopy(results["states"][0]))
        results["states"][1]["time_s"] = 3600
        self.assertEqual(len(storage_complaints(attributes, results)), 1)
        full = results["states"][1]["head_m"][0]
        results["states"][1]["head_m"][0] = full - 36 / (math.pi / 4 * 100)
        self.assertEqual(storage_complaints(attributes, results), [])
        # With 7.85 m³ left it gives those and no more; half of them are a fault.
        attributes.tanks[0]["lowest"] = -0.1
        results["states"][1]["head_m"][0] = full - 0.1
        self.assertEqual(storage_complaints(attributes, results), [])
        results["states"][1]["head_m"][0] = full - 0.05
        self.assertEqual(len(storage_complaints(attributes, results)), 1)


if __name__ == "__main__":
    unittest.main()
