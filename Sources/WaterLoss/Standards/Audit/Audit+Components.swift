extension Audit {
    /// What the real losses of the period consist of, as far as an undertaking knows: bursts and background leakage.
    public struct LossComponents: Sendable, Hashable {
        /// Bursts of one kind with the doubt of their volume.
        public struct Bursts: Sendable, Hashable {
            /// The bursts.
            public var component: BurstComponent
            /// 95 % half-width of their volume, percent of it; `nil` when not stated.
            public var percent: Double?
            /// Whether their exponent N1 is not stated, so that ``BurstComponent/exponent`` is a default.
            public var hasDefaultExponent: Bool

            /// Bursts of one kind.
            public init(_ component: BurstComponent, percent: Double? = nil, hasDefaultExponent: Bool = false)
            {
                self.component = component
                self.percent = percent
                self.hasDefaultExponent = hasDefaultExponent
            }
        }

        /// Bursts by kind.
        public var bursts: [Bursts]
        /// Infrastructure condition factor ICF of the background leakage; `nil` when not stated.
        public var conditionFactor: Uncertain?

        /// Components.
        public init(bursts: [Bursts] = [], conditionFactor: Uncertain? = nil) {
            self.bursts = bursts
            self.conditionFactor = conditionFactor
        }
    }

    /// Real losses by component (BABE): background, reported and unreported bursts, their sum, and what none of them explains.
    ///
    /// The background is ICF·(20·Lm + 1.25·Nc + 33·Lp)·(P/50)^1.5 over the hours under pressure, bursts are
    /// Σ n·q₅₀·(P/50)^N1·t with the run times as they are given. Nothing where the audit states no components.
    ///
    /// - Parameters:
    ///   - realLosses: RL of the balance, m³.
    ///   - flags: what is to be known of `realLosses`.
    func componentIndicators(realLosses: Uncertain?, flags: [EvaluationFlag]) -> [Indicator] {
        guard let components else { return [] }
        let pressureFlags: [EvaluationFlag] =
            (averagePressure == nil ? [.init(.notGiven, AuditInput.averagePressure.rawValue)] : [])
            + doubtFlags("network.average_pressure")
        let (background, backgroundFlags) = background(components)
        func bursts(_ isReported: Bool) -> Uncertain? {
            averagePressure.map { burstVolume(of: components.bursts, isReported: isReported, pressure: $0) }
        }
        func exponentFlags(_ isReported: Bool?) -> [EvaluationFlag] {
            let kinds = components.bursts.filter {
                isReported == nil || $0.component.isReported == isReported
            }
            return kinds.contains { $0.hasDefaultExponent } ? [.init(.defaultUsed, "n1")] : []
        }
        let (reported, unreported) = (bursts(true), bursts(false))
        let total = background.flatMap { background in
            reported.flatMap { reported in unreported.map { background + reported + $0 } }
        }
        let rest = realLosses.flatMap { losses in total.map { losses - $0 } }
        let all = backgroundFlags + pressureFlags + exponentFlags(nil)
        func volume(_ key: IndicatorKey, _ value: Uncertain?, _ flags: [EvaluationFlag]) -> Indicator {
            Indicator(key, value, flags: Array(Set(flags)))
        }
        return [
            volume(.background, background, backgroundFlags + pressureFlags),
            volume(.reportedBursts, reported, pressureFlags + exponentFlags(true)),
            volume(.unreportedBursts, unreported, pressureFlags + exponentFlags(false)),
            volume(.components, total, all),
            volume(
                .unexplained, rest,
                flags + all
                    + (rest.map { $0.value < 0 } == true ? [.init(.negativeResidual, "unexplained")] : [])),
        ]
    }

    /// Volume of the bursts that were reported, or of the others, m³; each kind is a source of doubt of its own.
    private func burstVolume(
        of bursts: [LossComponents.Bursts], isReported: Bool, pressure: Uncertain
    ) -> Uncertain {
        Uncertain.sum(
            bursts.enumerated().filter { $1.component.isReported == isReported }.map { place, kind in
                let burst = kind.component
                let name = "components.bursts[\(place + 1)]"
                let at50 = burst.count * burst.flowAt50 * burst.runTime.total
                let volume: Uncertain =
                    kind.percent.map { Uncertain(at50, source: name, percent: $0) }
                    ?? Uncertain.unstated(at50, source: name)
                return volume * (pressure / 50).raised(to: burst.exponent)
            })
    }

    /// Background leakage of the period, m³, and what is missing for it.
    private func background(_ components: LossComponents) -> (Uncertain?, [EvaluationFlag]) {
        let (connections, assumed) = serviceConnections
        var flags = assumed
        let needed: [(String, Uncertain?)] = [
            ("components.icf", components.conditionFactor), (AuditInput.mains.rawValue, mains),
            (AuditInput.connections.rawValue, connections), (AuditInput.privatePipe.rawValue, privatePipe),
        ]
        flags += needed.filter { $0.1 == nil }.map { .init(.notGiven, $0.0) }
        guard let factor = components.conditionFactor, let mains, let connections, let privatePipe,
            let averagePressure
        else { return (nil, flags) }
        let mainsFlow: Uncertain = Uncertain(BackgroundLeakage.mainsRate) * mains
        let serviceFlow: Uncertain = Uncertain(BackgroundLeakage.connectionRate) * connections
        let privateFlow: Uncertain = Uncertain(BackgroundLeakage.privatePipeRate) * privatePipe
        let rate = Uncertain.sum([mainsFlow, serviceFlow, privateFlow])
        let share = (averagePressure / 50).raised(to: BackgroundLeakage.exponent)
        let seconds = Uncertain(pressurisedDays * 86_400)
        return (factor * (rate * share) * seconds, flags)
    }
}
