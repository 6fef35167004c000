/// The bursts and background leakage of a well kept network at 50 m, which unavoidable losses are made of.
///
/// Frequencies, flows and run times behind the UARL of Lambert et al. (*A review of performance indicators for real
/// losses from water supply systems*, AQUA 48 (1999)); its coefficients were confirmed in US units, the table here is
/// from secondary sources and rebuilds them within 1 %. Private pipes are per connection with 15 m of pipe.
public enum BurstDefaults {
    /// Parts of a network that leak.
    public enum Element: String, CaseIterable, Sendable, Hashable {
        /// Mains.
        case mains
        /// Service pipes from the main to the property line.
        case service
        /// Private pipes from the property line to the meter.
        case privatePipe = "private_pipe"
    }

    /// How often, how large and how long.
    public struct Rate: Sendable, Hashable {
        /// Bursts a year, per m of main, per connection, or per m of private pipe.
        public let frequency: Double
        /// Flow at 50 m, m³/s.
        public let flowAt50: Double
        /// How long one runs, s: awareness, location and repair together.
        public let runTime: Double
    }

    /// Private pipe a connection that the published frequencies stand for, m.
    public static let privatePipePerConnection = 15.0
    /// From this flow at 50 m a leak is a burst, below it is background: 0.5 m³/h (UK), in m³/s. Others take half.
    public static let burstThreshold = 0.5 / 3600

    /// The published bursts of an element.
    public static func rate(_ element: Element, isReported: Bool) -> Rate {
        let (frequency, hourly, days): (Double, Double, Double) =
            switch (element, isReported) {
            case (.mains, true): (0.124 / 1000, 12, 3)
            case (.mains, false): (0.006 / 1000, 6, 50)
            case (.service, true): (2.25 / 1000, 1.6, 8)
            case (.service, false): (0.75 / 1000, 1.6, 100)
            case (.privatePipe, true): (1.5 / 1000 / privatePipePerConnection, 1.6, 9)
            case (.privatePipe, false): (0.5 / 1000 / privatePipePerConnection, 1.6, 101)
            }
        return Rate(frequency: frequency, flowAt50: hourly / 3600, runTime: days * 86_400)
    }

    /// The bursts that a well kept network has in a period.
    ///
    /// - Parameters:
    ///   - mains: m.
    ///   - connections: service connections.
    ///   - privatePipe: **total** length of private pipe, m.
    ///   - years: length of the period, years.
    ///   - exponent: N1.
    public static func components(
        mains: Double, connections: Double, privatePipe: Double, years: Double, exponent: Double = 1
    ) -> [BurstComponent] {
        Element.allCases.flatMap { element in
            let size =
                switch element {
                case .mains: mains
                case .service: connections
                case .privatePipe: privatePipe
                }
            return [true, false].map { isReported in
                let rate = rate(element, isReported: isReported)
                return BurstComponent(
                    element: element, isReported: isReported, count: rate.frequency * size * years,
                    flowAt50: rate.flowAt50, exponent: exponent, runTime: .whole(rate.runTime))
            }
        }
    }
}
