import InputOutput
import PipeNetwork

/// Settings are written as the file had them as long as that still says what the property says; a property at
/// EPANET's default that the file did not name is left out.
extension INPWriter {
    mutating func writeTimes() throws(INPWritingError) {
        let times = network.times
        open(INPSection.times.rawValue)
        for setting in INPTime.allCases {
            let written = times.written[setting.rawValue]
            guard let value = setting.value(in: times) else {
                if let written { say(setting.rawValue, written) }
                continue
            }
            if let written, setting.seconds(Self.words(written)) == value {
                say(setting.rawValue, written)
            } else if written != nil || value != setting.value(in: TimeOptions()) {
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
        var typed: [(name: String, value: String?)] = [
            ("UNITS", flowUnit), ("HEADLOSS", headLoss), ("VISCOSITY", viscosity),
            ("PATTERN", try defaultPattern()), ("DEMAND MODEL", demandModel),
            ("MINIMUM PRESSURE", minimumPressure), ("REQUIRED PRESSURE", requiredPressure),
            ("BACKFLOW ALLOWED", backflow), ("UNBALANCED", unbalanced),
        ]
        typed += INPNumericOption.allCases.map { ($0.rawValue, numeric($0)) }
        for (name, value) in typed {
            if let value { say(name, value) }
        }
        let names = Set(typed.map(\.name))
        for (name, value) in options.written.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
            say(name, value)
        }
    }

    /// What to write for an option: the file's own words while they still mean the property's value, else `value`;
    /// `nil` for a default that the file did not name.
    private func keep(
        _ name: String, _ value: @autoclosure () -> String, isDefault: Bool, _ stillMeans: ([String]) -> Bool
    ) -> String? {
        let written = network.hydraulics.written[name]
        if let written {
            let words = Self.words(written)
            return words.isEmpty ? (isDefault ? written : value()) : stillMeans(words) ? written : value()
        }
        return isDefault ? nil : value()
    }

    private var flowUnit: String? {
        let unit = network.hydraulics.flowUnit
        return keep("UNITS", unit.rawValue, isDefault: unit == .gpm) { ModelFlowUnit(word: $0[0]) == unit }
    }

    private var headLoss: String? {
        let formula = network.hydraulics.headLoss
        return keep("HEADLOSS", formula.rawValue, isDefault: formula == .hazenWilliams) {
            $0[0].uppercased().hasPrefix(formula.rawValue)
        }
    }

    private var viscosity: String? {
        let viscosity = network.hydraulics.relativeViscosity
        return keep("VISCOSITY", INPNumber.text(viscosity), isDefault: viscosity == 1) {
            guard let written = Double($0[0]) else { return false }
            return HydraulicOptions.relativeViscosity(written, isUS: units.isUS) == viscosity
        }
    }

    private var demandModel: String? {
        let model = network.hydraulics.demandModel
        return keep("DEMAND MODEL", model.rawValue, isDefault: model == .demandDriven) {
            $0[0].uppercased().hasPrefix(model.rawValue)
        }
    }

    private var backflow: String? {
        let word = network.hydraulics.emitterBackflow ? "YES" : "NO"
        return keep("BACKFLOW ALLOWED", word, isDefault: network.hydraulics.emitterBackflow) {
            $0[0].uppercased().hasPrefix(word)
        }
    }

    private var unbalanced: String? {
        let trials = network.hydraulics.extraTrials
        let text = trials.map { "CONTINUE \($0)" } ?? "STOP"
        return keep("UNBALANCED", text, isDefault: trials == nil) { words in
            guard words[0].uppercased().hasPrefix("CONT") else { return trials == nil }
            return trials == HydraulicOptions.extraTrials(words.count > 1 ? words[1] : "")
        }
    }

    private var minimumPressure: String? {
        let pressure = network.hydraulics.minimumPressure
        return keep("MINIMUM PRESSURE", text(pressure, units.pressure), isDefault: pressure == 0) {
            Double($0[0]).map(units.pressure.si) == pressure
        }
    }

    /// EPANET's own required pressure, 0.1 above the minimum in the file's unit, is left out where the file does.
    private var requiredPressure: String? {
        let pressure = network.hydraulics.requiredPressure
        let minimum = units.pressure.value(network.hydraulics.minimumPressure)
        let standard = units.pressure.si(minimum + HydraulicOptions.leastPressureRange)
        return keep("REQUIRED PRESSURE", text(pressure, units.pressure), isDefault: pressure == standard) {
            Double($0[0]).map(units.pressure.si) == pressure
        }
    }

    private func numeric(_ option: INPNumericOption) -> String? {
        let value = option.value(in: network.hydraulics)
        let isDefault = value == option.value(in: HydraulicOptions())
        return keep(option.rawValue, text(value, option.unit(units)), isDefault: isDefault) {
            Double($0[0]).map { option.value($0, units) } == value
        }
    }

    private func text(_ si: Double, _ unit: INPUnits.Unit) -> String { INPNumber.text(unit.value(si)) }

    /// The default pattern; for constant demands in a network that has a pattern `1`, which EPANET would
    /// take, the name of a pattern that is not there.
    private func defaultPattern() throws(INPWritingError) -> String? {
        let written = network.hydraulics.written["PATTERN"]
        if let pattern = network.hydraulics.defaultPattern {
            guard network.patterns[pattern] != nil else {
                throw .undefinedPattern(element: Wording("the default pattern", "默认模式"), pattern: pattern)
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
