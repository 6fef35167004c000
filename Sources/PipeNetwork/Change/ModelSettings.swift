import Geospatial

/// What a network holds besides elements.
public struct ModelSettings: Hashable, Sendable, Codable {
    /// Lines of free text.
    public var title: [String]
    /// Definition of the reference system; `nil` for a plane of its own.
    public var crs: String?
    /// Patterns, by id.
    public var patterns: [String: Pattern]
    /// Curves, by id.
    public var curves: [String: Curve]
    /// Options of hydraulics.
    public var hydraulics: HydraulicOptions
    /// Options of time.
    public var times: TimeOptions
    /// Simple controls.
    public var controls: [Control]
    /// Rules.
    public var rules: [Rule]
    /// What pumping costs.
    public var energy: EnergyOptions
    /// Sections kept word by word.
    public var verbatim: [VerbatimSection]

    /// The settings of a network.
    public init(_ network: Network) {
        title = network.title
        crs = network.crs?.definition
        patterns = network.patterns
        curves = network.curves
        hydraulics = network.hydraulics
        times = network.times
        controls = network.controls
        rules = network.rules
        energy = network.energy
        verbatim = network.verbatim
    }

    /// An empty network with these settings.
    ///
    /// - Throws: `GeospatialError` for a reference system that PROJ does not know.
    public func network() throws -> Network {
        var network = Network(crs: try crs.map { try CoordinateReferenceSystem($0) })
        network.title = title
        network.patterns = patterns
        network.curves = curves
        network.hydraulics = hydraulics
        network.times = times
        network.controls = controls
        network.rules = rules
        network.energy = energy
        network.verbatim = verbatim
        return network
    }
}
