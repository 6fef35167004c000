import PipeNetwork

/// The units in which EPANET's results file of a model counts: those of its input file.
struct ResultUnits {
    /// The flow unit.
    let flow: ModelFlowUnit
    /// The unit of pressure, by its code in the file.
    let pressureCode: Int32
    /// A length, m.
    let length: Double
    /// A diameter, m.
    let diameter: Double
    /// Pressures in the file's unit for 1 m of head of the fluid.
    let pressurePerMetre: Double
    /// The volume that the energy of pumping counts by, m³: a million US gallons, or a cubic metre.
    let pumpedVolume: Double

    /// The units that the model's options imply; m³/h when its flow unit is none that EPANET knows.
    ///
    /// Lengths and flows use the exact definitions, as the reader of the input file does, so that a demand is written
    /// as the file had it. Pressures use EPANET's factors: 0.4333 psi a foot, 6.895 kPa a psi.
    init(_ options: HydraulicOptions) {
        flow = options.flowUnit
        let foot = 0.3048
        if flow.isUS {
            (length, diameter, pumpedVolume) = (foot, 0.0254, 3785.411784)
            (pressureCode, pressurePerMetre) = (0, 0.4333 / foot * options.specificGravity)
        } else {
            (length, diameter, pumpedVolume) = (1, 0.001, 1)
            if options.written["PRESSURE"]?.uppercased().hasPrefix("KPA") == true {
                (pressureCode, pressurePerMetre) = (1, 0.4333 * 6.895 / foot * options.specificGravity)
            } else {
                (pressureCode, pressurePerMetre) = (2, options.specificGravity)
            }
        }
    }

    /// The flow unit's code in the file.
    var flowCode: Int32 { Int32(ModelFlowUnit.allCases.firstIndex(of: flow) ?? 0) }
}
