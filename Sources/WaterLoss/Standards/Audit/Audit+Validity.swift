extension Audit {
    /// How far the inputs can be trusted: the score, and for an undertaking its tier and which inputs to mend first.
    func validityIndicators(_ full: StandardBalance) -> [Indicator] {
        let volumes: [(AuditInput, Uncertain?)] = [
            (.ownSources, full.ownSources), (.imported, full.imported), (.exported, full.exported),
            (.billedMetered, full.billedMetered), (.billedUnmetered, full.billedUnmetered),
            (.unbilledMetered, full.unbilledMetered), (.unbilledUnmetered, full.unbilledUnmetered),
            (.unauthorised, full.unauthorised), (.customerMeters, full.customerMetering),
            (.dataHandling, full.dataHandling), (.mains, mains), (.connections, serviceConnections.value),
            (.privatePipe, privatePipe), (.averagePressure, averagePressure), (.prices, retailPrice),
        ]
        // Volumes that are not zero, and all that was given.
        let applicable = Set(volumes.filter { ($0.1?.value ?? 0) != 0 }.map(\.0))
        let ungraded = applicable.filter { grades[$0] == nil }.map(\.rawValue).sorted()
        let score = InputValidity(grades: grades, applicable: applicable)
        let flags: [EvaluationFlag] = ungraded.map { .init(.notGiven, "grade " + $0) }
        let figure = Indicator(
            .inputValidity, score.map { .number($0.score) }, source: "Springline", flags: flags)
        guard isUndertaking else { return [figure] }
        let mend = score == nil ? [] : InputValidity.inputsToMend(grades: grades, applicable: applicable)
        return [
            figure,
            Indicator(
                .validityTier, score.map { .word($0.tier.rawValue) }, source: "Springline", flags: flags),
            Indicator(
                .inputsToMend,
                mend.isEmpty ? nil : .word(mend.prefix(3).map(\.rawValue).joined(separator: ", ")),
                source: "Springline", flags: flags),
        ]
    }
}
