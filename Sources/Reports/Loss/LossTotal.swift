import LeakZones
import WaterLoss

/// The city's water over a period: the city evaluated as one, or the sum of its zones with a complete balance.
public struct LossTotal: Sendable, Hashable {
    /// Water that entered, m³.
    public var input = 0.0
    /// Water that left, m³; in a sum of zones with what passed between them, which is in their input too.
    public var export = 0.0
    /// Rise of the water in tanks, m³.
    public var storageChange = 0.0
    /// Use by meters, m³.
    public var metered = 0.0
    /// Estimated use without meters, m³.
    public var unmetered = 0.0
    /// What is missing, m³.
    public var loss = 0.0
    /// 95 % half-width of the loss, m³; in a sum of zones added in quadrature, which overstates what meters between
    /// zones contribute.
    public var lossHalfWidth = 0.0
    /// The ids of the zones it is the sum of; empty for a city evaluated as one.
    public var zones: [String] = []

    /// Water supplied, m³: input less export less storage change.
    public var supplied: Double { input - export - storageChange }

    /// Use that is billed, m³.
    public var billed: Double { metered + unmetered }

    /// Non-revenue water in percent of the water supplied; `nil` when none was supplied, and where the limits of the loss
    /// hold everything.
    public var nonRevenueWaterPercent: Double? {
        if LossRates.holdsEverything(loss: loss, halfWidth: lossHalfWidth, supplied: supplied) {
            return nil
        }
        return LossRates.nonRevenueWaterPercent(supplied: supplied, billed: billed)
    }

    /// The sum of these balances; `nil` when one of them claims no loss or there is none.
    init?(_ balances: [ZoneBalance]) {
        guard !balances.isEmpty else { return nil }
        var variance = 0.0
        for balance in balances {
            guard let input = balance.input, let export = balance.export, let loss = balance.loss,
                let storageChange = balance.storageChange, let metered = balance.metered,
                let unmetered = balance.unmetered
            else { return nil }
            self.input += input
            self.export += export
            self.storageChange += storageChange
            self.metered += metered
            self.unmetered += unmetered
            self.loss += loss
            variance += (balance.lossHalfWidth ?? 0) * (balance.lossHalfWidth ?? 0)
        }
        lossHalfWidth = balances.count == 1 ? balances[0].lossHalfWidth ?? 0 : variance.squareRoot()
        zones = balances.map(\.zone)
    }
}

extension LossReport {
    /// The city's total; `nil` when nothing claims a loss.
    ///
    /// A city evaluated as one comes first. Otherwise each zone without a parent counts, or, where it claims
    /// nothing, those of its parts that do: no water is counted twice and none is taken for known that is not.
    public var total: LossTotal? {
        if let city, var total = LossTotal([city.balance]) {
            total.zones = []
            return total
        }
        return LossTotal(addedZones.map { zones[$0].balance })
    }

    /// Positions of the zones that make the total where the city was not evaluated as one.
    var addedZones: [Int] {
        var children: [String?: [Int]] = [:]
        for (position, report) in zones.enumerated() {
            children[report.zone.parent, default: []].append(position)
        }
        var added: [Int] = []
        func collect(_ parent: String?) {
            for position in children[parent] ?? [] {
                if zones[position].balance.isComplete {
                    added.append(position)
                } else {
                    collect(zones[position].zone.id)
                }
            }
        }
        collect(nil)
        return added
    }
}
