import Foundation
import Testing

/// An audit file that the tests write, and what the command says of it.
struct AuditExample {
    /// Volumes as `name: "{value: …, unit: …}"`, in 万m³ where a number alone stands.
    var volumes: [String: String] = [:]
    var network: [String: String] = [:]
    var cjj92: [String: String] = [:]
    /// Further lines at the top.
    var more = ""
    var period = "{from: 2025-01-01, to: 2026-01-01}"
    var name = "Waterworks of Quellstadt"

    /// The worked example of the 2018 revision: Qs 10,000, Qa 8,400 万m³, r 0.45, 1,200 km, 0.40 MPa, frost 1.0 m.
    static var revision: AuditExample {
        AuditExample(
            volumes: [
                "own_sources": "{value: 10000, unit: 万m³}", "billed_metered": "{value: 8400, unit: 万m³}",
                "unbilled_unmetered": "{value: 0, unit: m3}",
            ],
            cjj92: [
                "households": "{value: 4500, unit: 万m³}", "pipes_dn75": "{value: 1200, unit: km}",
                "plants": "[{pressure: {value: 0.4, unit: MPa}, supply: {value: 10000, unit: 万m³}}]",
                "frost_depth": "{value: 1, unit: m}",
            ])
    }

    /// Real losses of so many m³ in a year in a network, nothing else lost.
    static func leaking(_ losses: Double, network: [String: String]) -> AuditExample {
        let zero = "{value: 0, unit: m3}"
        return AuditExample(
            volumes: [
                "own_sources": "{value: \(losses + 20e6), unit: m3}",
                "billed_metered": "{value: 20000000, unit: m3}", "unbilled_unmetered": zero,
                "unauthorised": zero, "customer_meters": zero, "data_handling": zero,
            ], network: network)
    }

    var text: String {
        func part(_ name: String, _ entries: [String: String]) -> String {
            entries.isEmpty
                ? ""
                : name + ":\n"
                    + entries.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined()
        }
        return "undertaking: \(name)\nperiod: \(period)\n" + part("volumes", volumes)
            + part("network", network) + part("cjj92", cjj92) + more
    }
}

/// What `audit --format json` promises.
struct AuditJSON: Decodable {
    struct Figure: Decodable {
        enum Value: Decodable, Equatable {
            case number(Double)
            case word(String)

            init(from decoder: any Decoder) throws {
                let one = try decoder.singleValueContainer()
                if let number = try? one.decode(Double.self) {
                    self = .number(number)
                } else {
                    self = .word(try one.decode(String.self))
                }
            }
        }

        var value: Value?
        var ci95: Double?
        var flags: [String]
    }

    struct Doubt: Decodable {
        var key: String
        var meant: String?
    }

    var undertaking: String?
    var from: String?
    var to: String?
    var doubts: [Doubt]
    var standards: [String: [String: Figure]]

    func number(_ standard: String, _ key: String) -> Double? {
        if case .number(let number) = standards[standard]?[key]?.value { return number }
        return nil
    }

    func word(_ standard: String, _ key: String) -> String? {
        if case .word(let word) = standards[standard]?[key]?.value { return word }
        return nil
    }

    func flags(_ standard: String, _ key: String) -> [String] { standards[standard]?[key]?.flags ?? [] }
}

extension Springs {
    /// What the command says of an example.
    func audit(_ example: AuditExample, _ arguments: String...) throws -> AuditJSON {
        try write("example.yml", example.text)
        let outcome = try run(["audit", "example.yml", "--format", "json"] + arguments)
        try #require(outcome.code == 0, "\(outcome.errors)\n\(example.text)")
        return try JSONDecoder().decode(AuditJSON.self, from: Data(outcome.output.utf8))
    }
}

/// Whether a figure is what a hand calculation gives, to its last printed digit.
func gives(_ value: Double?, _ expected: Double, within: Double = 1e-9) -> Bool {
    value.map { abs($0 - expected) <= within * max(1, abs(expected)) } ?? false
}
