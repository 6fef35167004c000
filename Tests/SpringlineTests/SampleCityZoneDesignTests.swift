import InputOutput
import Foundation
import Springline
import Testing

/// Zones designed on a made-up city, which is a map and no model, from file to proposal.
@Suite struct SampleCityZoneDesignTests {
    @Test func zonesHoldKeepPressureAndBeatAPlainCut() throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 300, seed: 3)
        let run = try ZoneDesignRun(path: city.path)
        let hydraulics = try #require(run.hydraulics, "\(run.obstacle?.english ?? "")")
        var options = ZoneDesignOptions()
        options.zones = 3
        options.starts = 2
        options.solved = 2
        let (best, report) = try run.design(options)
        #expect(best.faults.isEmpty)
        #expect(!report.notes.isEmpty)
        let network = best.applied(to: run.network)
        #expect(try ZoneVerification(best.scheme, in: network).passes)
        // The network as it will be, solved anew: nobody has less than the minimum unless they had.
        let solver = try HydraulicSolver(network)
        let before = try HydraulicSolver(run.network).steadyState(at: hydraulics.peakTime).pressures
        let after = try solver.steadyState(at: hydraulics.peakTime).pressures
        for asset in network.assets.rows(of: .customerPoint) where network.assets.node[asset] >= 0 {
            let node = Int(network.assets.node[asset])
            #expect(after[node] >= min(14, before[node]) - 0.051)
        }
        let plain = try UnrefinedPartition.proposal(
            run.network, zones: best.zones.count, options: options, hydraulics: hydraulics)
        #expect(best.cutPipes <= plain.cutPipes)
        #expect(best.deviceCost < plain.deviceCost)
    }

    @Test func zonesAreSavedInTheCityAndVerified() throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 300, seed: 2)
        let before = try city.verifiedZones().verification
        // The city's own zones: every boundary is metered or shut.
        #expect(before.breachCount == 0)
        let run = try ZoneDesignRun(path: city.path)
        var options = ZoneDesignOptions()
        options.zones = 2
        options.starts = 1
        options.solved = 1
        let (proposal, _) = try run.design(options)
        try run.save(proposal)
        let after = try city.verifiedZones()
        #expect(after.scheme.zoneOfNode == proposal.scheme.zoneOfNode)
        // What is yet to be shut leaks.
        let leaks = Set(after.verification.zones.flatMap { $0.breaches.map(\.link) })
        #expect(leaks == Set(proposal.shutLinks))
        let layers = ZoneLayers.layers(proposal, in: run.network)
        #expect(layers.map(\.name) == ["zone_links", "zone_devices"])
        #expect(layers.map(\.features.count) == [run.network.links.count, proposal.devices.count])
    }
}
