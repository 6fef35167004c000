import Telemetry

/// What an input can be. The ranges are wide: everything that a utility on earth has lies inside, and a wrong unit lies
/// outside.
extension Audit {
    /// Inputs outside what can be, each with what was probably meant. They are used as they were given; figures that rest on
    /// them are flagged `implausible`, and no grade is given where they decide it.
    public var doubts: [AuditDoubt] {
        isChecked ? volumeDoubts + sizeDoubts + pressureDoubts + percentDoubts + priceDoubts : []
    }

    /// Flags for the figures that rest on inputs whose keys begin so.
    func doubtFlags(_ beginnings: String...) -> [EvaluationFlag] {
        doubts.filter { doubt in beginnings.contains { doubt.key.hasPrefix($0) } }
            .map { .init(.implausible, $0.key) }
    }

    /// The volumes that were given, with their names.
    private var volumes: [(key: String, value: Uncertain)] {
        let inputs: [(AuditInput, Uncertain?)] = [
            (.ownSources, balance.ownSources), (.imported, balance.imported), (.exported, balance.exported),
            (.billedMetered, balance.billedMetered), (.billedUnmetered, balance.billedUnmetered),
            (.unbilledMetered, balance.unbilledMetered), (.unbilledUnmetered, balance.unbilledUnmetered),
            (.unauthorised, balance.unauthorised), (.customerMeters, balance.customerMetering),
            (.dataHandling, balance.dataHandling),
        ]
        return inputs.compactMap { input, value in
            value.flatMap { $0.value == 0 ? nil : ("volumes." + input.rawValue, $0) }
        }
    }

    private var volumeDoubts: [AuditDoubt] {
        var doubts: [AuditDoubt] = []
        let supply = balance.systemInput.value
        guard supply > 0 else { return [] }
        let factor = CJJ92.tenThousand
        /// A part of the supply that is larger than it, or smaller by about 10 000, as m³ and 万m³ are.
        func judge(_ key: String, _ value: Double, of whole: Double, mayBeSmall: Bool) {
            // All meters err: a part may be a little larger than the whole.
            let isTooLarge = value > whole * 1.02
            let isTooSmall = !mayBeSmall && value > 0 && value < whole * 1e-3
            guard isTooLarge || isTooSmall else { return }
            let other = isTooLarge ? value / factor : value * factor
            let fits = (0.05 * whole...1.02 * whole).contains(other)
            doubts.append(
                AuditDoubt(
                    key: key, value: value, unit: "m3", least: mayBeSmall ? 0 : whole * 1e-3, most: whole,
                    meant: fits ? Self.plain(other) + " m3" : nil,
                    meantUnit: fits ? isTooLarge ? "m3" : "10k m3" : nil))
        }
        for (key, volume) in volumes where key != "volumes.own_sources" && key != "volumes.imported" {
            judge(key, volume.value, of: supply, mayBeSmall: key != "volumes.billed_metered")
        }
        let used =
            balance.billedAuthorised.value + balance.exported.value + balance.unbilledMetered.value
        if !doubts.contains(where: { $0.key.hasPrefix("volumes.") }), used > supply * 1.02 {
            doubts.append(
                AuditDoubt(
                    key: "volumes.billed_metered", value: used, unit: "m3", least: 0, most: supply))
        }
        if let households = cjj92.households, households > 0 {
            judge(
                "cjj92.households", households, of: min(supply, max(used, supply * 1e-6)), mayBeSmall: false)
        }
        for (component, volume) in cjj92.components.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            judge("cjj92." + component.rawValue, volume.value, of: supply, mayBeSmall: true)
        }
        return doubts
    }

    private var sizeDoubts: [AuditDoubt] {
        var doubts: [AuditDoubt] = []
        let supply = balance.systemInput.value
        let heads = serviceConnections.value?.value ?? 0
        if heads > 0, days > 0, supply > 0 {
            // L/(connection·d): from a standpipe with meagre supply to works with a main of their own.
            let litres = supply * 1000 / heads / days
            doubts += Self.judged(
                "volumes.own_sources", litres, "L/(connection·d)", 20, 100_000, usual: 700,
                [("10k m3", 1e4), ("m3", 1e-4)], shown: { self.balance.systemInput.value * $0 }, unit: "m3")
        }
        if let mains, mains.value > 0, heads > 0 {
            let density = heads / (mains.value / 1000)
            doubts += Self.judged(
                "network.mains", density, "connections/km", 0.5, 2000, usual: 60,
                [("km", 1e-3), ("m", 1e3)], shown: { mains.value / 1000 / $0 }, unit: "km")
        }
        if let households, let connections, households.value > 0, connections.value > 2 * households.value {
            doubts.append(
                AuditDoubt(
                    key: "network.connections", value: connections.value, unit: "", least: 0,
                    most: 2 * households.value,
                    meant: "connections \(Self.plain(households.value)), households "
                        + Self.plain(connections.value)))
        }
        if let privatePipe, privatePipe.value > 0, heads > 0 {
            let mean = privatePipe.value / heads
            if mean < 0.05 || mean > 500 {
                doubts.append(
                    AuditDoubt(
                        key: "network.private_pipe", value: mean, unit: "m/connection", least: 0.05,
                        most: 500,
                        meant: mean < 0.05 && privatePipe.value <= 500
                            ? "private_pipe_mean \(Self.plain(privatePipe.value)) m" : nil))
            }
        }
        if let large = cjj92.largePipes, large > 0 {
            let isDoubted = doubts.contains { $0.key == "network.mains" }
            if let mains, mains.value > 0, large > mains.value * 1.001, !isDoubted {
                doubts.append(
                    AuditDoubt(
                        key: "cjj92.pipes_dn75", value: large / 1000, unit: "km", least: 0,
                        most: mains.value / 1000))
            } else if let perSupply = CJJ92.lengthPerSupply(length: large, supply: supply),
                !(5e-4...20).contains(perSupply)
            {
                // Of the two slips that are usual the one that leads nearer to the nation's mean.
                let slips = [
                    ("cjj92.pipes_dn75 in m", 1e-3), ("cjj92.pipes_dn75 in km", 1e3),
                    ("volumes in 10k m3", 1e-4), ("volumes in m3", 1e4),
                ]
                func distance(_ factor: Double) -> Double {
                    let ratio = perSupply * factor / CJJ92.meanLengthPerSupply
                    return max(ratio, 1 / ratio)
                }
                let nearest = slips.min { distance($0.1) < distance($1.1) }
                doubts.append(
                    AuditDoubt(
                        key: "cjj92.pipes_dn75", value: perSupply, unit: "km/10k m3", least: 5e-4, most: 20,
                        meant: nearest.flatMap {
                            distance($0.1) < 30 ? "\(Self.plain(perSupply * $0.1)) km/10k m3" : nil
                        }, meantUnit: nearest.flatMap { distance($0.1) < 30 ? $0.0 : nil }))
            }
        }
        if let frost = cjj92.frostDepth {
            doubts += Self.judged(
                "cjj92.frost_depth", frost, "m", 0, 6, usual: 1, [("cm", 1e-2), ("mm", 1e-3)],
                shown: { frost * $0 },
                unit: "m")
        }
        return doubts
    }

    private var pressureDoubts: [AuditDoubt] {
        var doubts: [AuditDoubt] = []
        // Metres of water in a megapascal.
        let head = PressureUnit.megapascals.siFactor
        if let pressure = averagePressure?.value, pressure > 0 {
            doubts += Self.judged(
                "network.average_pressure", pressure, "m", 2, 250, usual: 35,
                [("MPa", head), ("m", 1 / head), ("kPa", head / 1000), ("bar", head / 10)],
                shown: { pressure * $0 }, unit: "m")
        }
        for (place, plant) in cjj92.plants.enumerated() {
            doubts += Self.judged(
                "cjj92.plants[\(place + 1)].pressure", plant.pressure, "MPa", 0.02, 3, usual: 0.4,
                [("m", 1 / head), ("MPa", head), ("kPa", 1e-3), ("bar", 0.1)],
                shown: { plant.pressure * $0 }, unit: "MPa")
        }
        return doubts
    }

    private var percentDoubts: [AuditDoubt] {
        var doubts: [AuditDoubt] = []
        func judge(_ key: String, percent: Double, _ least: Double, _ most: Double, _ blocksGrade: Bool) {
            guard percent > 0, percent < least || percent > most else { return }
            let meant = percent < least && percent * 100 <= most ? Self.plain(percent * 100) + " %" : nil
            doubts.append(
                AuditDoubt(
                    key: key, value: percent, unit: "%", least: least, most: most, meant: meant,
                    blocksGrade: blocksGrade))
        }
        if let error = underRegistration {
            judge("customer_meters.under_registration_percent", percent: error.value * 100, 0.1, 50, true)
            if let width = error.halfWidth {
                judge("customer_meters.limits_percent", percent: width * 100, 0.05, 50, false)
            }
        }
        if pressurisedShare < 1 {
            judge("network.pressurised_percent", percent: pressurisedShare * 100, 1.01, 100, true)
        }
        // No volume or length is known to five hundredths of a percent.
        for (key, volume) in volumes {
            if let percent = volume.percent { judge(key + ".percent", percent: percent, 0.05, 1e9, false) }
        }
        let sizes: [(String, Uncertain?)] = [
            ("network.mains", mains), ("network.connections", connections),
            ("network.households", households), ("network.average_pressure", averagePressure),
        ]
        for (key, value) in sizes {
            if let percent = value?.percent { judge(key + ".percent", percent: percent, 0.05, 1e9, false) }
        }
        return doubts
    }

    private var priceDoubts: [AuditDoubt] {
        // Currencies of small units have prices of thousands.
        let small: Set<String> = [
            "IDR", "VND", "KRW", "JPY", "LAK", "MMK", "KHR", "UZS", "IRR", "COP", "CLP",
        ]
        let most: Double = currency.map { small.contains($0) } ?? true ? 1e6 : 200
        return [("prices.retail", retailPrice), ("prices.variable", variableCost)].flatMap { key, price in
            guard let price = price?.value, price > 0 else { return [AuditDoubt]() }
            return Self.judged(
                key, price, (currency ?? "") + "/m3", 0.005, most, usual: 3,
                [("1/m3", 1e4), ("1/10k m3", 1e-4)],
                shown: { price * $0 }, unit: (currency ?? "") + "/m3")
        }
    }

    /// A doubt where a value lies outside a range, with the unit that would bring it inside and nearest to what is usual.
    private static func judged(
        _ key: String, _ value: Double, _ unit: String, _ least: Double, _ most: Double, usual: Double,
        _ units: [(name: String, factor: Double)], shown: (Double) -> Double, unit shownUnit: String
    ) -> [AuditDoubt] {
        guard value < least || value > most else { return [] }
        func distance(_ factor: Double) -> Double { max(value * factor / usual, usual / (value * factor)) }
        let fit = units.filter { (least...most).contains(value * $0.factor) && value > 0 }
            .min { distance($0.factor) < distance($1.factor) }
        let meant = fit.map { "\(plain(shown($0.factor))) \(shownUnit)" }
        return [
            AuditDoubt(
                key: key, value: value, unit: unit, least: least, most: most, meant: meant,
                meantUnit: fit?.name)
        ]
    }

    /// A number of four digits without needless decimals.
    private static func plain(_ value: Double) -> String {
        guard value.isFinite, value != 0, abs(value) < 1e15 else { return String(value) }
        var digits = 0
        var size = abs(value)
        while size < 1000, digits < 8 { (size, digits) = (size * 10, digits + 1) }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
