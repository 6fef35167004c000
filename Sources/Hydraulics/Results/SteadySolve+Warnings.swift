extension SteadySolve {
    /// What an engineer should know of a solution.
    func warnings(_ result: HydraulicState, _ outcome: SolveLoop.Outcome) -> [HydraulicWarning] {
        var warnings: [HydraulicWarning] = []
        func ids(_ links: [Int]) -> [String] { links.map { model.ids.links[$0] } }
        if !outcome.hasConverged {
            // Those that break a law come first, then those that kept changing.
            let unlawful = unlawfulLinks
            let suspects =
                !unlawful.isEmpty ? unlawful : unsettledLinks.isEmpty ? largestErrors : unsettledLinks
            warnings.append(.notConverged(relativeError: outcome.relativeError, elements: ids(suspects)))
        }
        if !unsettledLinks.isEmpty { warnings.append(.statusesUnsettled(links: ids(unsettledLinks))) }
        addDemandWarnings(result, &warnings)
        var byState: [LinkState: [Int]] = [:]
        for link in model.controlLinks {
            let status = result.statuses[link.link]
            if status != .open, status != .closed, status != .active {
                byState[status, default: []].append(link.link)
            }
        }
        if let pumps = byState[.cannotDeliverHead] { warnings.append(.pumpsCannotDeliverHead(ids(pumps))) }
        if let pumps = byState[.exceedsMaximumFlow] { warnings.append(.pumpsBeyondCurve(ids(pumps))) }
        if let valves = byState[.cannotDeliverFlow] { warnings.append(.valvesCannotDeliverFlow(ids(valves))) }
        if let valves = byState[.cannotDeliverPressure] {
            warnings.append(.valvesCannotDeliverPressure(ids(valves)))
        }
        return warnings
    }

    private func addDemandWarnings(_ result: HydraulicState, _ warnings: inout [HydraulicWarning]) {
        var cutOff = model.reduced.orphans.map(Int.init)
        for node in isCutOff.indices where isCutOff[node] { cutOff.append(node) }
        let thirsty = cutOff.filter { requested[$0] != 0 }
        if !thirsty.isEmpty {
            let demand = thirsty.reduce(0) { $0 + abs(requested[$1]) }
            warnings.append(.disconnected(junctions: thirsty.map { model.ids.nodes[$0] }, demand: demand))
        }
        if let undelivered = undelivered(result) {
            warnings.append(
                .demandsNotDelivered(
                    junctions: undelivered.nodes.map { model.ids.nodes[$0] }, demand: undelivered.demand,
                    links: undelivered.links.map { model.ids.links[$0] }))
        }
        if model.options.demandModel == .pressureDriven {
            var lacking: [Int] = []
            var (wanted, got) = (0.0, 0.0)
            for node in requested.indices where requested[node] > 0 && !model.isFixed(node) {
                wanted += requested[node]
                got += result.demands[node]
                if result.demands[node] < requested[node] * (1 - 1e-6) { lacking.append(node) }
            }
            if !lacking.isEmpty {
                warnings.append(
                    .demandsNotMet(junctions: lacking.map { model.ids.nodes[$0] }, missing: 1 - got / wanted))
            }
            return
        }
        var lowest = 0.0
        var negative: [Int] = []
        let heights = model.frame.elevations
        let (heads, elevations, demands) = (result.heads.span, heights.span, result.demands.span)
        for node in heads.indices where heads[node] < elevations[node] {
            // What a demand that gets nothing still has is what is left over of a solve.
            guard demands[node] > 1e-6 * requested[node], demands[node] > 0, !model.isFixed(node) else {
                continue
            }
            negative.append(node)
            lowest = min(lowest, heads[node] - elevations[node])
        }
        if !negative.isEmpty {
            warnings.append(
                .negativePressures(junctions: negative.map { model.ids.nodes[$0] }, lowest: lowest))
        }
    }
}
