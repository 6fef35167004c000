extension Audit {
    /// A figure held against what it should be, with its limits and the water that lies between.
    public struct Target: Sendable, Hashable {
        /// Who wants it.
        public enum Origin: String, Sendable, Hashable, CaseIterable {
            /// Grade 1 of CJJ 92 as revised in 2018: R_BL ≤ 10 %.
            case grade1 = "grade-1"
            /// Grade 2: R_BL ≤ 12 %.
            case grade2 = "grade-2"
            /// The nation's aim for its cities in 2025: 9 % (建办城〔2022〕2号). It is a mean over the nation; for one city it is a
            /// comparison.
            case national2025 = "national-2025"
            /// The undertaking itself.
            case own
        }

        /// What the figure says of the target.
        public enum Verdict: String, Sendable, Hashable, CaseIterable {
            /// The figure and its limits are not above it.
            case met
            /// The figure and its limits are above it.
            case notMet = "not_met"
            /// It lies within the limits: the figure may be on either side.
            case withinLimits = "within_limits"
        }

        /// The national aim for 2025, percent.
        public static let nationalRate2025 = 9.0

        /// The figures that can have a target of one's own.
        public static let figures: [IndicatorKey] = [
            .lossRate, .grossLossRate, .nonRevenueShareOfSupply, .ili, .realLossesPerConnection,
        ]

        /// Who wants it.
        public var origin: Origin
        /// Whose figure it is.
        public var standard: LossStandard
        /// The most that the figure should be, in its unit.
        public var value: Double
        /// The figure as it is.
        public var figure: Indicator
        /// `nil` where the figure is not said, or cannot be.
        public var verdict: Verdict?
        /// Water that would have to be saved at the sources to reach it, all else equal, m³; negative where there is room.
        public var saving: Uncertain?
    }

    /// The targets that the figures of some standards are held against: those of CJJ 92 where its revision is among them, and
    /// the undertaking's own.
    ///
    /// The saving is less input with the same consumption: Qs − Qa/(1 − (T + R_n)/100) for R_BL, WS − BAC/(1 − T/100) for the
    /// share of non-revenue water, RL − T·UARL·d for ILI, RL − T·Nc·d for the loss of a connection. R_n stays what it is.
    public func targets(of standards: [Standard]) -> [Target] {
        var targets: [Target] = []
        if standards.contains(.cjj92Revision2018) {
            let rates: [(Target.Origin, Double?)] = [
                (.grade1, CJJ92.Grade.first.basicRate), (.grade2, CJJ92.Grade.second.basicRate),
                (.national2025, Target.nationalRate2025),
            ]
            for (origin, rate) in rates {
                guard let rate else { continue }
                targets += target(origin, .lossRate, rate).map { [$0] } ?? []
            }
        }
        for key in Target.figures {
            guard let value = ownTargets[key] else { continue }
            targets += target(.own, key, value).map { [$0] } ?? []
        }
        return targets
    }

    private func target(_ origin: Target.Origin, _ key: IndicatorKey, _ value: Double) -> Target? {
        let standard: LossStandard = [.lossRate, .grossLossRate].contains(key) ? .cjj92Revision2018 : .iwa
        let figures = indicators(by: standard)
        guard let figure = figures.first(where: { $0.key == key }) else { return nil }
        var verdict: Target.Verdict?
        // No verdict rests on what cannot be.
        if let number = figure.number, !figure.flags.contains(where: { $0.code == .implausible }) {
            if let width = figure.halfWidth, width > 0, abs(number - value) < width {
                verdict = .withinLimits
            } else {
                verdict = Edge.isAtMost(number, value) ? .met : .notMet
            }
        }
        let corrections = figures.first { $0.key == .corrections }?.number
        let saving =
            figure.number == nil ? nil : self.saving(key, target: value, corrections: corrections ?? 0)
        return Target(
            origin: origin, standard: standard, value: value, figure: figure, verdict: verdict, saving: saving
        )
    }

    private func saving(_ key: IndicatorKey, target: Double, corrections: Double) -> Uncertain? {
        let full = completed.balance
        /// What can be put in where a share of it may be lost.
        func input(using used: Uncertain, lostShare: Double) -> Uncertain? {
            lostShare < 1 ? used / Uncertain(1 - lostShare) : nil
        }
        switch key {
        case .lossRate, .grossLossRate:
            let table = cjj92Balance
            let share = (target + (key == .lossRate ? corrections : 0)) / 100
            return table.registered.flatMap { input(using: $0, lostShare: share) }.map { table.supply - $0 }
        case .nonRevenueShareOfSupply:
            return input(using: full.billedAuthorised, lostShare: target / 100).map {
                full.waterSupplied - $0
            }
        case .ili:
            guard let real = full.realLosses, let unavoidable = unavoidableLosses(isUS: false) else {
                return nil
            }
            return real - unavoidable * Uncertain(target * days)
        case .realLossesPerConnection:
            guard let real = full.realLosses, let connections = serviceConnections.value else { return nil }
            return real - connections * Uncertain(target / 1000 * pressurisedDays)
        default: return nil
        }
    }
}
