import PipeNetwork

/// The options whose value is one number that ``HydraulicOptions`` holds.
enum INPNumericOption: String, CaseIterable, Sendable {
    case demandMultiplier = "DEMAND MULTIPLIER"
    case emitterExponent = "EMITTER EXPONENT"
    case specificGravity = "SPECIFIC GRAVITY"
    case pressureExponent = "PRESSURE EXPONENT"
    case trials = "TRIALS"
    case accuracy = "ACCURACY"
    case headError = "HEADERROR"
    case flowChange = "FLOWCHANGE"
    case checkFrequency = "CHECKFREQ"
    case maximumCheck = "MAXCHECK"
    case dampLimit = "DAMPLIMIT"
    case headTolerance = "HTOL"
    case flowTolerance = "QTOL"
    case gradientTolerance = "RQTOL"

    /// What EPANET lets the number be.
    var allowed: INPReader.Allowed {
        switch self {
        case .trials, .checkFrequency, .maximumCheck: .count
        case .headError, .flowChange, .pressureExponent: .notNegative
        case .dampLimit: .any
        case .gradientTolerance: .fraction
        case .demandMultiplier, .emitterExponent, .specificGravity, .accuracy, .headTolerance,
            .flowTolerance:
            .positive
        }
    }

    /// The unit of the number: EPANET converts its limits of errors, and takes its tolerances in feet and cubic feet
    /// whatever the file's units.
    func unit(_ units: INPUnits) -> INPUnits.Unit {
        switch self {
        case .headError: units.length
        case .flowChange: units.flow
        case .headTolerance: INPUnits.foot
        case .flowTolerance: INPUnits.cubicFootPerSecond
        case .gradientTolerance: INPUnits.gradient
        default: INPUnits.none
        }
    }

    /// The property's value for a number of the file, as EPANET takes it: counts cut to whole numbers, the accuracy
    /// held between 0.00001 and 0.1.
    func value(_ number: Double, _ units: INPUnits) -> Double {
        switch self {
        case .trials, .checkFrequency, .maximumCheck: number.rounded(.towardZero)
        case .accuracy: min(max(number, 1e-5), 0.1)
        default: unit(units).si(number)
        }
    }

    /// Sets the property.
    func set(_ value: Double, in options: inout HydraulicOptions) {
        switch self {
        case .trials: options.trials = Int(value)
        case .checkFrequency: options.checkFrequency = Int(value)
        case .maximumCheck: options.maximumCheck = Int(value)
        default:
            if let property { options[keyPath: property] = value }
        }
    }

    /// The property's value.
    func value(in options: HydraulicOptions) -> Double {
        switch self {
        case .trials: Double(options.trials)
        case .checkFrequency: Double(options.checkFrequency)
        case .maximumCheck: Double(options.maximumCheck)
        default: property.map { options[keyPath: $0] } ?? .nan
        }
    }

    /// The property, where it is a real number.
    private var property: WritableKeyPath<HydraulicOptions, Double>? {
        switch self {
        case .demandMultiplier: \.demandMultiplier
        case .emitterExponent: \.emitterExponent
        case .specificGravity: \.specificGravity
        case .pressureExponent: \.pressureExponent
        case .accuracy: \.accuracy
        case .headError: \.headError
        case .flowChange: \.flowChange
        case .dampLimit: \.dampLimit
        case .headTolerance: \.headTolerance
        case .flowTolerance: \.flowTolerance
        case .gradientTolerance: \.gradientTolerance
        case .trials, .checkFrequency, .maximumCheck: nil
        }
    }
}
