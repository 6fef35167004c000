import PipeNetwork

extension INPWriter {
    mutating func writePatterns() throws(INPWritingError) {
        var isFirst = true
        for (id, pattern) in network.patterns.sorted(by: { $0.key < $1.key }) {
            open(.patterns, if: &isFirst)
            // A pattern of none is constant.
            let multipliers = pattern.multipliers.isEmpty ? [1] : pattern.multipliers
            for start in stride(from: 0, to: multipliers.count, by: 12) {
                try add(id)
                for multiplier in multipliers[start..<min(start + 12, multipliers.count)] { add(multiplier) }
                endRow()
            }
        }
    }

    /// What elements make of each curve they name: a reader knows a curve's units by that only.
    private var curveUses: [String: Curve.Kind] {
        var uses: [String: Curve.Kind] = [:]
        for tank in network.tanks {
            if let curve = tank.volumeCurve { uses[curve] = .tankVolume }
        }
        for pump in network.pumps {
            if let curve = pump.efficiencyCurve { uses[curve] = .pumpEfficiency }
            if let curve = pump.headCurve { uses[curve] = .pumpHead }
        }
        for valve in network.valves {
            if let curve = valve.curve { uses[curve] = valve.kind == .pcv ? .valvePosition : .valveHeadLoss }
        }
        return uses
    }

    mutating func writeCurves() throws(INPWritingError) {
        let uses = curveUses
        var isFirst = true
        for (id, curve) in network.curves.sorted(by: { $0.key < $1.key }) {
            open(.curves, if: &isFirst)
            if curve.points.isEmpty { throw .missingValue(element: "curve '\(id)'", value: "point") }
            let units = units.curve(uses[id] ?? curve.kind)
            for point in curve.points {
                try add(id)
                add(units?.x.value(point.x) ?? point.x)
                add(units?.y.value(point.y) ?? point.y)
                endRow()
            }
        }
    }

    /// Settings are written as the file had them as long as that still says what the property says; a
    /// property at EPANET's default that the file did not name is left out.
    mutating func writeTimes() throws(INPWritingError) {
        let times = network.times
        open(INPSection.times.rawValue)
        for setting in INPTime.allCases {
            let written = times.written[setting.rawValue]
            guard let property = setting.property else {
                if let written { say(setting.rawValue, written) }
                continue
            }
            let value = times[keyPath: property]
            if let written, INPTime.seconds(Self.words(written)) == value {
                say(setting.rawValue, written)
            } else if written != nil || value != TimeOptions()[keyPath: property] {
                say(setting.rawValue, INPTime.text(value))
            }
        }
        for (name, value) in times.written.sorted(by: { $0.key < $1.key })
        where INPTime(rawValue: name) == nil {
            say(name, value)
        }
    }

    mutating func writeOptions() throws(INPWritingError) {
        let options = network.hydraulics
        open(INPSection.options.rawValue)
        var typed: [String: String] = [:]
        typed["UNITS"] = keep("UNITS", options.flowUnit, isDefault: options.flowUnit == "GPM") {
            INPUnits.FlowUnit(word: $0)?.rawValue == options.flowUnit
        }
        typed["HEADLOSS"] = keep(
            "HEADLOSS", options.headLoss.rawValue, isDefault: options.headLoss == .hazenWilliams
        ) { $0.uppercased().hasPrefix(options.headLoss.rawValue) }
        typed["DEMAND MULTIPLIER"] = keep("DEMAND MULTIPLIER", options.demandMultiplier, default: 1)
        typed["EMITTER EXPONENT"] = keep("EMITTER EXPONENT", options.emitterExponent, default: 0.5)
        typed["SPECIFIC GRAVITY"] = keep("SPECIFIC GRAVITY", options.specificGravity, default: 1)
        let isUS = units.isUS
        typed["VISCOSITY"] = keep(
            "VISCOSITY", INPNumber.text(options.relativeViscosity), isDefault: options.relativeViscosity == 1
        ) {
            guard let viscosity = Double($0) else { return false }
            return HydraulicOptions.relativeViscosity(viscosity, isUS: isUS) == options.relativeViscosity
        }
        typed["PATTERN"] = try defaultPattern()
        let names = [
            "UNITS", "HEADLOSS", "DEMAND MULTIPLIER", "EMITTER EXPONENT", "SPECIFIC GRAVITY", "VISCOSITY",
            "PATTERN",
        ]
        for name in names {
            if let value = typed[name] { say(name, value) }
        }
        for (name, value) in options.written.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
            say(name, value)
        }
    }

    /// What to write for an option: the file's own words while they still mean `value`, else `value`; `nil`
    /// for a default that the file did not name.
    private func keep(
        _ name: String, _ value: String, isDefault: Bool, _ stillMeans: (String) -> Bool
    ) -> String? {
        let written = network.hydraulics.written[name]
        if let written {
            let first = Self.words(written).first
            return first.map(stillMeans) ?? isDefault ? written : value
        }
        return isDefault ? nil : value
    }

    private func keep(_ name: String, _ value: Double, default standard: Double) -> String? {
        keep(name, INPNumber.text(value), isDefault: value == standard) { Double($0) == value }
    }

    /// The default pattern; for constant demands in a network that has a pattern `1`, which EPANET would
    /// take, the name of a pattern that is not there.
    private func defaultPattern() throws(INPWritingError) -> String? {
        let written = network.hydraulics.written["PATTERN"]
        if let pattern = network.hydraulics.defaultPattern {
            guard network.patterns[pattern] != nil else {
                throw .undefinedPattern(element: "the default pattern", pattern: pattern)
            }
            let spelling = pattern.quotedIfSpaced
            if let written, written == spelling || (written.isEmpty && pattern == "1") { return written }
            return written == nil && pattern == "1" ? nil : spelling
        }
        let name = written.flatMap { $0.isEmpty ? nil : $0 } ?? "1"
        if !network.patterns.keys.contains(where: { $0.quotedIfSpaced == name }) { return written }
        var absent = "none"
        while network.patterns[absent] != nil { absent += "_" }
        return absent
    }

    private mutating func say(_ name: String, _ value: String) {
        let line = value.isEmpty ? name : "\(name)\t\(value)"
        bytes += line.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        bytes.append(0x0A)
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
