/// Where the water of a zone truly went on a day, m³.
struct ZoneDayTruth: Sendable {
    var input = 0.0
    var export = 0.0
    /// What customers' meters registered, right or wrong.
    var metered = 0.0
    var unmetered = 0.0
    /// What meters that work registered too little.
    var meterError = 0.0
    /// What ran through meters whose registers stood still.
    var stuck = 0.0
    /// What illegal connections drew.
    var unauthorised = 0.0
    var background = 0.0
    var bursts = 0.0
    /// What the tanks hold more at the end of the day.
    var storage = 0.0

    /// Water that reached people, but no register.
    var apparentLoss: Double { meterError + stuck + unauthorised }
    /// Water that left the pipes.
    var realLoss: Double { background + bursts }
    /// All of the water loss.
    var loss: Double { realLoss + apparentLoss }
    /// What the balance leaves over; nothing, but for rounding.
    var residual: Double { input - export - metered - unmetered - loss - storage }
}
