import Geospatial
import PipeNetwork
import TestSupport
import Testing

private func at(_ x: Double, _ y: Double) -> Coordinate { Coordinate(x: x, y: y) }

private func line(
    _ id: String, _ path: [Coordinate], from: String? = nil, to: String? = nil, length: Double? = nil
) -> SurveyedFeatures.Line {
    SurveyedFeatures.Line(
        element: .pipe(Pipe(id: id, start: "", end: "", length: length)), path: path, from: from, to: to)
}

private func built(
    _ survey: SurveyedFeatures, onto network: Network = Network(), snap: Double = 0.5
) throws -> (network: Network, report: TopologyReport) {
    try TopologyBuilder.network(network, adding: survey, tolerance: .init(snap: snap))
}

@Suite struct TopologyBuilderTests {
    @Test func endsWithinTheToleranceMeet() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("A", [at(0, 0), at(100, 0)]), line("B", [at(100.3, 0.4), at(200, 0)])]
        let (network, report) = try built(survey)
        // Gap 0.5 exactly: √(0.3² + 0.4²).
        #expect(network.nodes.count == 3)
        #expect(network.links.end[0] == network.links.start[1])
        #expect(report.joinedEnds == 1)
        #expect(report.madeNodes == 3)
    }

    @Test func endsBeyondTheToleranceStayApart() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("A", [at(0, 0), at(100, 0)]), line("B", [at(100.3, 0.41), at(200, 0)])]
        let (network, _) = try built(survey)
        #expect(network.nodes.count == 4)
    }

    @Test func aTeeSplitsTheMainAndSharesItsLength() throws {
        var survey = SurveyedFeatures()
        survey.lines = [
            line("main", [at(0, 0), at(50, 0), at(100, 0)], length: 110),
            line("branch", [at(30, 40), at(30, 0.2)]),
        ]
        let (network, report) = try built(survey)
        #expect(report.splitsAtEnds == 1)
        let ids = network.links.ids
        #expect(ids == ["main#1", "main#2", "branch"])
        #expect(network.links.length[0] == 33)  // 30/100 of the stated 110 m
        #expect(network.links.length[1] == 77)
        #expect(network.links.vertices(0).isEmpty)
        #expect(network.links.vertices(1) == [at(50, 0)])
        #expect(network.links.attributes[0, "source_id"] == .text("main"))
        #expect(NetworkGraph(network).connectedComponents().count == 1)
    }

    @Test func aMereCrossingIsNoJoint() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("A", [at(0, 0), at(100, 0)]), line("B", [at(50, -50), at(50, 50)])]
        let (network, report) = try built(survey)
        #expect(network.links.count == 2)
        #expect(report.splitsAtEnds == 0)
        #expect(NetworkGraph(network).connectedComponents().count == 2)
    }

    @Test func declaredEndsWinOverPlace() throws {
        var survey = SurveyedFeatures()
        survey.nodes = [
            .junction(Junction(id: "J1", position: at(0, 0), elevation: 5)),
            .junction(Junction(id: "J2", position: at(100, 0))),
        ]
        survey.lines = [line("A", [at(0, 3), at(99, 0)], from: "J1", to: "J2")]
        let (network, report) = try built(survey)
        #expect(network.pipe(at: 0)?.start == "J1")
        #expect(network.pipe(at: 0)?.end == "J2")
        #expect(network.nodes.count == 2)
        #expect(report.farDeclaredEnds.map(\.node) == ["J1", "J2"])
        #expect(report.farDeclaredEnds.map(\.gap) == [3, 1])
    }

    @Test func declaredNodesThatLieOnAnotherPipeDoNotSplitIt() throws {
        var survey = SurveyedFeatures()
        survey.lines = [
            line("over", [at(0, 0), at(100, 0)], from: "a", to: "b"),
            line("under", [at(50, 0), at(50, 50)], from: "c", to: "d"),
        ]
        let (network, _) = try built(survey)
        #expect(network.links.count == 2)
        #expect(NetworkGraph(network).connectedComponents().count == 2)
    }

    @Test func aShortPipeKeepsItsTwoEnds() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("short", [at(0, 0), at(0.2, 0)])]
        let (network, _) = try built(survey)
        #expect(network.nodes.count == 2)
        #expect(network.links.start[0] != network.links.end[0])
    }

    @Test func aMeterSplitsItsPipeAndSitsInTheHalfThatStartsThere() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("P", [at(0, 0), at(100, 0)])]
        survey.assets = [Asset(kind: .meter, id: "M", position: at(40, 0.6))]
        let (network, report) = try built(survey)
        #expect(report.splitsAtDevices == 1)
        #expect(network.links.length == [40, 60])
        #expect(network.asset(at: 0).attachment == .link("P#2", node: "auto-3"))
        #expect(report.ambiguousDevices.isEmpty)
    }

    @Test func aShutValveClosesTheLinkItSitsIn() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("P", [at(0, 0), at(100, 0)])]
        survey.assets = [
            Asset(kind: .isolationValve, id: "V1", position: at(20, 0), isClosed: true),
            Asset(kind: .isolationValve, id: "V2", position: at(70, 0)),
        ]
        let (network, _) = try built(survey)
        #expect(network.links.ids == ["P#1", "P#2", "P#3"])
        #expect(network.links.status == [.open, .closed, .open])
    }

    @Test func customersAreTiedToTheNearerEndWithinReach() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("P", [at(0, 0), at(100, 0)])]
        survey.assets = [
            Asset(kind: .customerPoint, id: "near start", position: at(30, 20)),
            Asset(kind: .customerPoint, id: "near end", position: at(70, -20)),
            Asset(kind: .customerPoint, id: "far", position: at(50, 101)),
        ]
        let (network, report) = try built(survey)
        #expect(network.links.count == 1)  // customers split nothing
        #expect(network.asset(at: 0).attachment == .node("auto-1"))
        #expect(network.asset(at: 1).attachment == .node("auto-2"))
        #expect(network.asset(at: 2).attachment == nil)
        #expect(report.unattachedAssets == 1)
    }

    @Test func aPointRegulatorStandsBetweenTwoHalves() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("P", [at(0, 0), at(100, 0)])]
        survey.regulators = [
            .init(
                element: .valve(Valve(id: "R", start: "", end: "", kind: .prv, setting: 30)),
                position: at(50, 0))
        ]
        let (network, _) = try built(survey)
        let valve = try #require(network.valve(at: 2))
        #expect(network.pipe(at: 0)?.end == valve.start)
        #expect(network.pipe(at: 1)?.start == valve.end)
        #expect(valve.start != valve.end)
        let graph = NetworkGraph(network)
        #expect(graph.connectedComponents().count == 1)
        #expect(graph.connectedComponents { $0 != 2 }.count == 2)
    }

    @Test func districtsSurveyedApartJoinAtTheirEdge() throws {
        var west = SurveyedFeatures()
        west.lines = [line("W", [at(0, 0), at(100, 0)])]
        let first = try built(west).network
        var east = SurveyedFeatures()
        east.nodes = [
            .junction(Junction(id: "E1", position: at(100.1, 0), elevation: 7)),
            .junction(Junction(id: "E2", position: at(200, 0))),
        ]
        east.lines = [line("E", [at(100.1, 0), at(200, 0)], from: "E1", to: "E2")]
        let (both, report) = try built(east, onto: first)
        #expect(report.mergedNodes == 1)
        #expect(NetworkGraph(both).connectedComponents().count == 1)
        #expect(both.nodes.elevation[1] == 7)  // what the second survey knows of the shared node is kept
    }

    @Test func theDemandOfAJunctionThatBecomesAnotherIsNotLost() throws {
        var west = SurveyedFeatures()
        west.nodes = [.junction(Junction(id: "W1", position: at(100, 0), demands: [Demand(base: 0.001)]))]
        west.lines = [line("W", [at(0, 0), at(100, 0)])]
        let first = try built(west).network
        func demands(_ demands: [Demand]) throws -> [Demand] {
            var east = SurveyedFeatures()
            east.nodes = [.junction(Junction(id: "E1", position: at(100.1, 0), demands: demands))]
            east.lines = [line("E", [at(100.1, 0), at(200, 0)])]
            return try built(east, onto: first).network.junction(at: 0)?.demands ?? []
        }
        #expect(try demands([Demand(base: 0.002)]) == [Demand(base: 0.001), Demand(base: 0.002)])
        #expect(try demands([Demand(base: 0.001)]) == [Demand(base: 0.001)])
        #expect(try demands([]) == [Demand(base: 0.001)])
    }

    @Test func aLaterDistrictSplitsAnEarlierPipeAndItsDevicesFollow() throws {
        var first = SurveyedFeatures()
        first.lines = [line("main", [at(0, 0), at(100, 0)])]
        first.assets = [Asset(kind: .meter, id: "M", position: at(20, 0))]
        let before = try built(first).network
        var second = SurveyedFeatures()
        second.lines = [line("branch", [at(60, 0), at(60, 50)])]
        let (network, _) = try built(second, onto: before)
        #expect(network.links.ids == ["main#1", "main#2#1", "main#2#2", "branch"])
        #expect(network.asset(at: 0).attachment == .link("main#2#1", node: "auto-3"))
        #expect(network.links.attributes[2, "source_id"] == .text("main"))
    }

    @Test func aLaterSplitLeavesShutOnlyThePieceWithTheValve() throws {
        var first = SurveyedFeatures()
        first.lines = [line("main", [at(0, 0), at(100, 0)])]
        first.assets = [Asset(kind: .isolationValve, id: "V", position: at(20, 0), isClosed: true)]
        let before = try built(first).network
        var second = SurveyedFeatures()
        second.lines = [line("branch", [at(60, 0), at(60, 50)])]
        let (network, _) = try built(second, onto: before)
        #expect(network.links.ids == ["main#1", "main#2#1", "main#2#2", "branch"])
        // The branch hangs on the far side of the valve, not between two shut pieces.
        #expect(network.links.status == [.open, .closed, .open, .open])
    }

    @Test func aPumpIsNeverSplitInTwo() throws {
        var survey = SurveyedFeatures()
        survey.lines = [
            line("in", [at(0, 0), at(50, 0)]),
            SurveyedFeatures.Line(
                element: .pump(Pump(id: "U", start: "", end: "", power: 1000)),
                path: [at(50, 0), at(60, 0)]),
            line("out", [at(60, 0), at(100, 0)]),
            // A by-pass drawn onto the pump, and a gauge drawn on it.
            line("stub", [at(54, 0), at(54, 40)]),
        ]
        survey.assets = [Asset(kind: .pressurePoint, id: "G", position: at(57, 0))]
        let (network, _) = try built(survey)
        #expect(network.links.ids == ["in", "U", "out", "stub"])
        #expect(network.asset(at: 0).attachment == .node("auto-3"))
    }

    @Test func aRegulatorBetweenTwoPipesDrawnTowardsEachOtherStandsBetweenThem() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("A", [at(0, 0), at(50, 0)]), line("B", [at(100, 0), at(50, 0)])]
        survey.regulators = [
            .init(
                element: .valve(Valve(id: "R", start: "", end: "", kind: .prv, setting: 30)),
                position: at(50, 0))
        ]
        let (network, _) = try built(survey)
        let graph = NetworkGraph(network)
        #expect(graph.connectedComponents().count == 1)
        #expect(graph.connectedComponents { $0 != 2 }.count == 2)
        #expect(network.valve(at: 2)?.start == network.pipe(at: 0)?.end)
        #expect(network.valve(at: 2)?.end == network.pipe(at: 1)?.end)
    }

    @Test func idsThatAreThereAlreadyAreRefused() throws {
        var survey = SurveyedFeatures()
        survey.lines = [line("A", [at(0, 0), at(1, 9)]), line("A", [at(5, 0), at(9, 9)])]
        #expect(throws: NetworkError.duplicateLink("A")) { try built(survey) }
        var nodes = SurveyedFeatures()
        nodes.nodes = [.junction(Junction(id: "J", position: at(0, 0))), .junction(Junction(id: "J"))]
        #expect(throws: NetworkError.duplicateNode("J")) { try built(nodes) }
    }

    /// Whatever the tolerance does, no pipe is lost: pieces add up to the length that was drawn.
    @Test(arguments: 1...20) func lengthIsConserved(seed: UInt64) throws {
        var random = SplitMix(seed)
        var survey = SurveyedFeatures()
        for number in 0..<40 {
            let path = (0..<Int.random(in: 2...5, using: &random)).map { _ in
                at(Double.random(in: 0...500, using: &random), Double.random(in: 0...500, using: &random))
            }
            survey.lines.append(line("P\(number)", path))
        }
        // Branches that end exactly on an earlier line.
        for number in 0..<20 {
            let path = survey.lines[number].path
            let foot = at((path[0].x + path[1].x) / 2, (path[0].y + path[1].y) / 2)
            survey.lines.append(line("B\(number)", [foot, at(foot.x + 600, foot.y)]))
        }
        let drawn = survey.lines.reduce(0) { sum, line in
            sum + zip(line.path, line.path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
        }
        let (network, report) = try built(survey)
        #expect(abs(network.links.length.reduce(0, +) - drawn) < 1e-6 * drawn)
        #expect(report.splitsAtEnds >= 20)
        #expect(Set(network.links.ids).count == network.links.count)
    }
}
