/// What goes into an audit, by the words an audit file has for it.
public enum AuditInput: String, Sendable, Hashable, CaseIterable {
    /// Water from own sources.
    case ownSources = "own_sources"
    /// Water bought.
    case imported
    /// Water sold in bulk.
    case exported
    /// Billed metered consumption.
    case billedMetered = "billed_metered"
    /// Billed unmetered consumption.
    case billedUnmetered = "billed_unmetered"
    /// Unbilled metered consumption.
    case unbilledMetered = "unbilled_metered"
    /// Unbilled unmetered consumption.
    case unbilledUnmetered = "unbilled_unmetered"
    /// Unauthorised consumption.
    case unauthorised
    /// Inaccuracy of customers' meters.
    case customerMeters = "customer_meters"
    /// Data-handling errors.
    case dataHandling = "data_handling"
    /// Length of mains.
    case mains
    /// Service connections.
    case connections
    /// Private pipe between property line and meter.
    case privatePipe = "private_pipe"
    /// Average pressure.
    case averagePressure = "average_pressure"
    /// Prices.
    case prices
}
