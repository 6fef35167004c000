import InputOutput
import LeakZones
import ZoneDesign
import PipeNetwork
import Testing

@Suite struct ZoneDesignTests {
    private static func options(_ minimum: Double, _ maximum: Double) -> ZoneDesignOptions {
        var options = ZoneDesignOptions(minimum: minimum, maximum: maximum)
        options.starts = 3
        options.solved = 4
        options.serviceMinimum = 20
        return options
    }

    /// What a proposal promises is worked out anew from its scheme and the links it shuts.
    @Test(arguments: 0..<12)
    func aProposalIsWhatItPromises(seed: UInt64) throws {
        let network = try StreetGrid.town(9, 7, seed: seed)
        let water = LinearWater(network: network)
        let options = Self.options(12, 30)
        let design = try ZoneDesign(network, options: options, hydraulics: water)
        let best = try #require(design.proposals.first)
        #expect(best.faults.isEmpty)
        let before = try water.peak(shutting: []).pressures
        #expect(design.proposals.contains { !$0.shutLinks.isEmpty })
        for proposal in design.proposals {
            let shut = Set(proposal.shutLinks)
            let sizes = (0..<proposal.zones.count).map { zone in
                Double(proposal.scheme.zoneOfNode.count { $0 == Int32(zone) })
            }
            #expect(sizes == proposal.zones.map(\.size))
            #expect(proposal.faults.contains(.tooSmall) == sizes.contains { $0 < 12 })
            #expect(proposal.faults.contains(.tooLarge) == sizes.contains { $0 > 30 })
            // Every zone is tight, fed and in one piece in the network as it will be.
            let verified = try ZoneVerification(proposal.scheme, in: proposal.applied(to: network))
            #expect(verified.passes)
            let isSame = verified == proposal.verification
            #expect(isSame)
            // Every border link is a device, and nothing else is.
            let crossing = (0..<network.links.count).filter {
                proposal.scheme.zoneOfNode[Int(network.links.start[$0])]
                    != proposal.scheme.zoneOfNode[Int(network.links.end[$0])]
            }
            #expect(proposal.devices.map(\.link) == crossing)
            // Everyone has the service minimum, or nearly what they had.
            let after = try water.peak(shutting: shut.sorted()).pressures
            for node in 0..<network.nodes.count where network.nodes.kinds[node] == .junction {
                #expect(after[node] >= min(20, before[node]) - options.tolerance - 1e-9)
            }
            let losses = (0..<network.nodes.count).filter { network.nodes.kinds[$0] == .junction }
                .map { before[$0] - after[$0] }
            let effect = try #require(proposal.effect)
            #expect(abs(effect.worstLoss - (losses.max() ?? 0)) < 1e-9)
            #expect(abs(effect.meanLoss - losses.reduce(0, +) / Double(losses.count)) < 1e-9)
        }
    }

    @Test func theSameSeedGivesTheSameDesign() throws {
        let network = try StreetGrid.town(10, 8)
        let designs = try (0..<2).map { _ in
            try ZoneDesign(
                network, options: Self.options(15, 40), hydraulics: LinearWater(network: network)
            ).proposals
        }
        let isSame = designs[0] == designs[1]
        #expect(isSame)
    }

    @Test func aNetworkTooSmallIsDividedAndSaidSo() throws {
        let network = try StreetGrid.town(8, 8)
        let design = try ZoneDesign(network, hydraulics: nil)
        #expect(design.limits.adaptation == .smallNetwork)
        #expect((design.limits.minimum, design.limits.maximum) == (8, 24))
        let best = try #require(design.proposals.first)
        #expect(best.faults.isEmpty)
        #expect(best.effect == nil)
        var options = ZoneDesignOptions()
        options.zones = 2
        let two = try ZoneDesign(network, options: options)
        #expect(two.limits.adaptation == .numberOfZones)
        #expect(two.proposals.first?.zones.count == 2)
    }

    /// A street of two dense quarters joined by two thin pipes and a wide one with a meter: the border is there.
    @Test func theBorderGoesWhereADeviceIs() throws {
        var network = Network()
        for quarter in ["a", "b"] {
            for node in 0..<6 {
                try network.add(
                    Junction(id: "\(quarter)\(node)", elevation: 0, demands: [Demand(base: 0.001)]))
            }
            for node in 0..<6 {
                for step in 1...2 {
                    try network.add(
                        Pipe(
                            id: "\(quarter)\(node)+\(step)", start: "\(quarter)\(node)",
                            end: "\(quarter)\((node + step) % 6)", length: 100, diameter: 0.3))
                }
            }
        }
        try network.add(Reservoir(id: "R", head: 60))
        try network.add(Pipe(id: "in", start: "R", end: "a0", length: 100, diameter: 0.5))
        try network.add(Pipe(id: "wide", start: "a1", end: "b1", length: 100, diameter: 0.5))
        try network.add(Pipe(id: "thin", start: "a2", end: "b2", length: 100, diameter: 0.1))
        try network.add(Asset(kind: .meter, id: "M", attachment: .link("wide", node: "b1")))
        var options = Self.options(4, 8)
        options.zones = 2
        let design = try ZoneDesign(network, options: options, hydraulics: LinearWater(network: network))
        let best = try #require(design.proposals.first)
        #expect(best.devices.map(\.linkID) == ["in", "wide", "thin"])
        #expect(best.devices.map(\.role) == [.meter, .meter, .valve])
        #expect(best.devices.map(\.existing) == [nil, "M", nil])
        #expect(best.devices.map(\.isAtSource) == [true, false, false])
        #expect((best.cutPipes, best.newMeters, best.newValves, best.newSourceMeters) == (2, 0, 1, 1))
        // One new valve of DN100 costs 1; the meter of the source is needed for any balance.
        #expect(best.deviceCost == 1)
    }

    @Test func whatCannotBeDesignedIsRefused() throws {
        #expect(throws: ZoneDesignError.nothingToDivide(nodes: 0, links: 0)) { try ZoneDesign(Network()) }
        let network = try StreetGrid.town(4, 4)
        #expect(throws: ZoneDesignError.limits(minimum: 9, maximum: 3)) {
            try ZoneDesign(network, options: .init(minimum: 9, maximum: 3))
        }
        var options = ZoneDesignOptions()
        options.zones = 0
        #expect(
            throws: ZoneDesignError.option(
                Wording("the number of zones", "分区数"), found: "0", expected: .atLeast("1"))
        ) {
            try ZoneDesign(network, options: options)
        }
        #expect(throws: ZoneDesignError.limits(minimum: 1, maximum: .infinity)) {
            try ZoneDesign(network, options: .init(minimum: 1, maximum: .infinity))
        }
        #expect(throws: ZoneDesignError.tooManyZones(asked: 99, places: 17)) {
            try UnrefinedPartition.proposal(network, zones: 99)
        }
    }
}
