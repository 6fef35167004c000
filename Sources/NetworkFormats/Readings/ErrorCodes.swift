import Telemetry

/// Finds values that are no measurements but what loggers and control systems write in place of one: -9999,
/// 65535.
///
/// Such a value is far from all others of its series, printed exactly, and may last for hours. Registers are
/// not looked
/// through: 99999 is a figure of a dial, and a dial that jumps and comes back is found when it is evaluated.
struct ErrorCodes {
    /// Codes as they are printed: nines, and the ends of 16 and 32 bits with and without decimals.
    private static let known: [Double] = {
        var codes: [Double] = [
            65_535, 65_534, 65_533, 6553.5, 655.35, 65.535, 32_767, 3276.7, 327.67, -32_768, -32_767, -3276.8,
            -327.68,
            4_294_967_295, 42_949_672.95, 2_147_483_647, -2_147_483_648, 1e10, 1e30, -1e30, 1e38, -1e38,
        ]
        for nines in [99.0, 999, 9999, 99_999, 999_999, 9_999_999, 99_999_999] {
            for code in [nines, nines + 0.9, nines + 0.99] { codes += [code, -code] }
        }
        for eights in [888.0, 8888, 88_888] { codes += [eights, -eights] }
        return codes.sorted()
    }()

    /// How many times the largest usual value a code is at least.
    private static let far = 3.0

    private let values: [Double]
    private let unit: ReadingUnit
    /// Where codes stand, ascending.
    private(set) var positions: [Int] = []

    /// How many times as fast as ever a register gets to a code.
    private static let fast = 50.0

    init(_ times: [Int64], _ values: [Double], unit: ReadingUnit, kind: ReadingKind) {
        self.values = values
        self.unit = unit
        // The smallest code is looked for first: nearly every series ends here.
        let smallest = 50 * unit.siFactor
        guard values.contains(where: { abs($0) >= smallest }) else { return }
        let candidates = values.indices.filter { abs(values[$0]) >= smallest && isCode(values[$0]) }
        guard !candidates.isEmpty else { return }
        if kind == .register {
            positions = onDial(candidates, times)
            return
        }
        var isCandidate = Set(candidates)
        let rest = values.indices.filter { !isCandidate.contains($0) }.map { values[$0] }
        let sizes = rest.map(abs).sorted()
        let usual = sizes.isEmpty ? 0 : sizes[(sizes.count - 1) * 99 / 100]
        let isPositive = rest.allSatisfy { $0 >= 0 }
        if rest.isEmpty {
            // A device that writes nothing but one code measures nothing; one reading alone may be anything.
            if candidates.count < 2 || Set(values).count > 1 { isCandidate = [] }
        }
        positions = candidates.filter { at in
            guard isCandidate.contains(at) else { return false }
            let value = values[at]
            if value < 0, isPositive, -value > usual { return true }
            return abs(value) > Self.far * usual
        }
    }

    /// Codes among the figures of a register in the order of time.
    private func onDial(_ candidates: [Int], _ times: [Int64]) -> [Int] {
        let isCandidate = Set(candidates)
        let rest = values.indices.filter { !isCandidate.contains($0) }
        var fastest = 0.0
        for (before, after) in zip(rest, rest.dropFirst()) where times[after] > times[before] {
            fastest = max(fastest, (values[after] - values[before]) / Double(times[after] - times[before]))
        }
        guard fastest > 0 else { return [] }
        var before = rest.first
        var codes: [Int] = []
        for at in values.indices {
            guard isCandidate.contains(at) else {
                before = at
                continue
            }
            guard let before else { break }
            let time = abs(times[at] - times[before])
            if time > 0, abs(values[at] - values[before]) / Double(time) > Self.fast * fastest {
                codes.append(at)
            }
        }
        return codes
    }

    private func isCode(_ value: Double) -> Bool {
        let printed = value / unit.siFactor
        // The conversion rounds by a few units in the last place.
        let tolerance = 1e-9 * abs(printed)
        var low = 0
        var high = Self.known.count
        while low < high {
            let middle = (low + high) / 2
            if Self.known[middle] < printed - tolerance { low = middle + 1 } else { high = middle }
        }
        return low < Self.known.count && Self.known[low] <= printed + tolerance
    }

    /// Positions of the readings.
    var kept: [Int] {
        var next = 0
        return values.indices.filter { at in
            guard next < positions.count, positions[next] == at else { return true }
            next += 1
            return false
        }
    }

    /// The codes that were found, each once, in order of their first appearance.
    func codes(_ times: [Int64]) -> [RawSeries.ErrorCode] {
        var order: [Double] = []
        var found: [Double: (count: Int, first: Int64)] = [:]
        for at in positions {
            // Ten digits, as it was printed.
            let printed = (values[at] / unit.siFactor * 1e4).rounded() / 1e4
            if let known = found[printed] {
                found[printed] = (known.count + 1, min(known.first, times[at]))
            } else {
                order.append(printed)
                found[printed] = (1, times[at])
            }
        }
        return order.compactMap { value in
            found[value].map {
                RawSeries.ErrorCode(value: value, count: $0.count, first: Timestamp($0.first))
            }
        }
    }
}
