/// One flaw of the readings, as a real telemetry system makes them; the truth file lists all of them.
struct DataFault: Sendable {
    enum Kind: String, Sendable {
        case gap
        case deadMeter = "dead_meter"
        case missingRows = "missing_rows"
        case duplicateRow = "duplicate_row"
        case outOfOrderRows = "out_of_order_rows"
        case spike
        case stuck
        case rollover
        case replacedMeter = "replaced_meter"
    }

    var kind: Kind
    /// The file under `readings`.
    var file: String
    /// The series' id; empty when the flaw is one of whole rows.
    var series: String
    /// Local seconds from the period's start, half-open.
    var seconds: Range<Int>
}

/// The flaws of one column of a wide table.
struct SeriesFaults: Sendable {
    var gaps: [Range<Int>] = []
    var spikes: [(step: Int, factor: Double)] = []
    var stuck: Range<Int>?

    /// The step whose value is shown at `step`, or `nil` in a gap.
    func source(_ step: Int) -> Int? {
        if gaps.contains(where: { $0.contains(step) }) { return nil }
        if let stuck, stuck.contains(step) { return stuck.lowerBound }
        return step
    }

    func factor(_ step: Int) -> Double {
        spikes.first { $0.step == step }?.factor ?? 1
    }
}

/// The flaws of a wide table's rows.
struct RowFaults: Sendable {
    /// Rows that are not there.
    var missing: Range<Int>?
    /// A row written twice.
    var duplicate: Int?
    /// The first of four rows that arrive after the four that follow them.
    var late: Int?

    /// The steps in the order in which their rows are written.
    func order(steps: Int) -> [Int] {
        var order: [Int] = []
        order.reserveCapacity(steps + 1)
        for step in 0..<steps {
            if let missing, missing.contains(step) { continue }
            if let late, step >= late, step < late + 8 {
                order.append(step < late + 4 ? step + 4 : step - 4)
            } else {
                order.append(step)
            }
            if step == duplicate { order.append(step) }
        }
        return order
    }
}
