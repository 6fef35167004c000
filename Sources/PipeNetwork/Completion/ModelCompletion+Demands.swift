/// Demands from customers.
extension ModelCompletion {
    mutating func fillDemands() {
        let hasDemand = network.nodes.demands.map { demands in demands.contains { $0.base != 0 } }
        for asset in network.assets.rows(of: .customerPoint) where network.assets.node[asset] >= 0 {
            let node = Int(network.assets.node[asset])
            guard !hasDemand[node], network.nodes.kinds[node] == .junction,
                let daily = network.assets.attributes[asset, "base_demand_m3_per_d"].number, daily != 0
            else { continue }
            network.nodes.demands[node].append(Demand(base: daily / 86_400, category: "customer"))
            customersWithDemand += 1
            customerDemand += daily / 86_400
        }
    }
}
