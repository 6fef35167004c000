"""python3 -m unittest: what counts as agreement. No EPANET and no springline needed."""

import copy
import math
import unittest

import comparison
import springline_program


def reference():
    """A reservoir R, a pipe to A, a pipe with a check valve on to the dead end B."""
    state = {
        "head_m": [49.0, 49.0, 50.0],
        "flow_m3_per_s": [0.010, 0.0],
        "demand_m3_per_s": [0.010, 0.0, -0.010],
        "status": ["open", "open"],
    }
    steady = {**state, "consumer_demand_m3_per_s": [0.010, 0.0, 0.0], "emitter_m3_per_s": [0.0] * 3,
              "leakage_m3_per_s": [0.0] * 3, "iterations": 4}
    columns = {key: [value, value, value] for key, value in state.items()}
    return {
        "flow_unit": "LPS", "accuracy_reached": 1e-8, "duration_s": 7200,
        "node_ids": ["A", "B", "R"], "node_kinds": ["junction", "junction", "reservoir"],
        "link_ids": ["1", "2"], "link_start": [2, 0], "link_end": [0, 1],
        "steady": steady, "eps": {"times": [0, 3600, 7200], "accuracy": 1e-6, **columns},
    }


def ours():
    """The same in our order of rows: the reservoir first."""
    state = {
        "time_s": 0.0, "iterations": 3, "converged": True, "head_m": [50.0, 49.0, 49.0],
        "demand_m3_per_s": [-0.010, 0.010, 0.0], "flow_m3_per_s": [0.010, 0.0], "status": ["open", "open"],
    }
    states = [{**copy.deepcopy(state), "time_s": time} for time in (0.0, 3600.0, 7200.0)]
    return {"nodes": {"ids": ["R", "A", "B"]}, "links": {"ids": ["1", "2"]}, "states": states}


class SteadyTests(unittest.TestCase):
    def passes(self, reference, document):
        return comparison.compare_steady(reference, document)["passes"]

    def test_rows_are_paired_by_id(self):
        self.assertTrue(self.passes(reference(), ours()))

    def test_two_millimetres_fail_and_half_a_millimetre_does_not(self):
        for shift, expected in ((0.002, False), (0.0005, True)):
            document = ours()
            document["states"][0]["head_m"][1] += shift
            self.assertEqual(self.passes(reference(), document), expected)

    def test_a_flow_may_be_off_by_a_hundredth_litre_or_a_thousandth(self):
        for theirs, shift, expected in ((0.010, 0.9e-5, True), (0.010, 2e-5, False), (1.0, 0.9e-3, True)):
            expectation, document = reference(), ours()
            expectation["steady"]["flow_m3_per_s"][0] = theirs
            document["states"][0]["flow_m3_per_s"][0] = theirs + shift
            self.assertEqual(self.passes(expectation, document), expected, (theirs, shift))

    def test_a_missing_number_fails(self):
        document = ours()
        document["states"][0]["head_m"][1] = None
        result = comparison.compare_steady(reference(), document)
        self.assertFalse(result["passes"])
        self.assertEqual(result["heads"]["difference"], math.inf)

    def test_a_missing_element_fails_and_is_named(self):
        document = ours()
        document["nodes"]["ids"][2] = "b"
        result = comparison.compare_steady(reference(), document)
        self.assertFalse(result["passes"])
        self.assertEqual(result["missing_nodes"], ["B"])

    def test_a_demand_that_is_not_met_fails(self):
        document = ours()
        document["states"][0]["demand_m3_per_s"][1] = 0.009
        self.assertFalse(self.passes(reference(), document))

    def test_emitters_we_left_out_fail(self):
        expectation = reference()
        expectation["steady"]["emitter_m3_per_s"][0] = 0.001
        self.assertFalse(self.passes(expectation, ours()))

    def test_heads_behind_a_closed_link_are_not_compared(self):
        for closes in ("epanet", "springline"):
            expectation, document = reference(), ours()
            states = expectation["steady"] if closes == "epanet" else document["states"][0]
            states["status"][1] = "closed"
            document["states"][0]["head_m"][2] = 30.0
            result = comparison.compare_steady(expectation, document)
            self.assertTrue(result["passes"], closes)
            self.assertEqual(result["cut_off"], 1)
            self.assertEqual(len(comparison.opposite(result["statuses"])), 1)

    def test_water_taken_behind_a_link_only_we_close_is_compared(self):
        expectation, document = reference(), ours()
        for key in ("demand_m3_per_s", "consumer_demand_m3_per_s"):
            expectation["steady"][key][1] = 0.002
        document["states"][0]["status"][1] = "closed"
        self.assertFalse(self.passes(expectation, document))

    def test_the_peers_floor_is_allowed_for(self):
        expectation, document = reference(), ours()
        document["states"][0]["head_m"][1] += 0.002
        expectation["floor"] = {"head_m": 0.003, "flow_m3_per_s": 0.0}
        self.assertTrue(self.passes(expectation, document))


    def test_another_solution_of_the_peer_is_agreement_and_is_said(self):
        expectation, document = reference(), ours()
        other = copy.deepcopy(expectation["steady"])
        other["head_m"][0] = other["head_m"][1] = 40.0
        expectation["alternatives"] = [{"with": "DAMPLIMIT 0.01", **other}]
        document["states"][0]["head_m"][1:] = [40.0, 40.0]
        result = comparison.compare_steady(expectation, document)
        self.assertTrue(result["passes"])
        self.assertIn("found with DAMPLIMIT 0.01", comparison.steady_line("x", expectation, result))


class ExtendedTests(unittest.TestCase):
    def test_all_steps_agree(self):
        result = comparison.compare_extended(reference(), ours())
        self.assertTrue(result["agrees_to_the_end"])
        self.assertEqual(result["steps"], 3)

    def test_the_comparison_ends_where_the_times_part_and_says_what_changed(self):
        expectation, document = reference(), ours()
        document["states"][1]["time_s"] = 3500.0
        document["states"][1]["status"][1] = "closed"
        result = comparison.compare_extended(expectation, document)
        self.assertEqual(result["steps"], 1)
        first = result["first_time"]
        self.assertEqual((first["previous_s"], first["epanet_s"], first["springline_s"]), (0, 3600, 3500))
        self.assertEqual(first["springline_changes"], ["2 open → closed"])
        self.assertEqual(result["common_times"]["count"], 2)
        self.assertIn("EPANET goes to 1:00, Springline to 0:58:20",
                      comparison.extended_line("x", expectation, result))

    def test_a_second_of_slack_goes_on(self):
        document = ours()
        document["states"][1]["time_s"] = 3599.0
        self.assertEqual(comparison.compare_extended(reference(), document)["steps"], 1)
        self.assertEqual(comparison.compare_extended(reference(), document, slack=1)["steps"], 3)

    def test_a_run_that_ends_early_does_not_agree(self):
        document = ours()
        del document["states"][2]
        result = comparison.compare_extended(reference(), document)
        self.assertFalse(result["agrees_to_the_end"])
        self.assertEqual(result["first_time"]["epanet_s"], 7200)

    def test_a_reference_cut_short_agrees_as_far_as_it_goes(self):
        expectation = reference()
        expectation["eps"]["total_steps"] = 9
        self.assertTrue(comparison.compare_extended(expectation, ours())["agrees_to_the_end"])
        document = ours()
        del document["states"][1:]
        self.assertFalse(comparison.compare_extended(expectation, document)["agrees_to_the_end"])

    def test_the_first_step_beyond_is_named(self):
        document = ours()
        document["states"][1]["head_m"][1] += 0.5
        result = comparison.compare_extended(reference(), document)
        self.assertEqual(result["steps_beyond"], 1)
        self.assertEqual(result["first_beyond"]["time_s"], 3600)
        self.assertEqual(result["first_beyond"]["heads"]["where"], "A")


class ProgramTests(unittest.TestCase):
    def test_json_is_found_behind_remarks(self):
        self.assertEqual(springline_program._json_of('a remark\n{"total_ms": 2.5}\n'), {"total_ms": 2.5})

    def test_a_program_that_is_not_there_is_not_found(self):
        self.assertIsNone(springline_program.find("/no/such/springline"))


if __name__ == "__main__":
    unittest.main()
