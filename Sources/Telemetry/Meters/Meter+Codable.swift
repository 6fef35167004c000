extension Meter {
    private enum CodingKeys: String, CodingKey {
        case id, kind, registerDigits, registerDecimals, registerUnit, pulseFactor, factorChanges, maximumFlow
        case nominalFlow, accuracy, validFrom, validTo, replacements
    }

    /// Reads a meter; everything but its id may be left out.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(id: try values.decode(String.self, forKey: .id))
        kind = try values.decodeIfPresent(Kind.self, forKey: .kind) ?? kind
        registerDigits = try values.decodeIfPresent(Int.self, forKey: .registerDigits)
        registerDecimals = try values.decodeIfPresent(Int.self, forKey: .registerDecimals) ?? registerDecimals
        registerUnit = try values.decodeIfPresent(VolumeUnit.self, forKey: .registerUnit) ?? registerUnit
        pulseFactor = try values.decodeIfPresent(Double.self, forKey: .pulseFactor) ?? pulseFactor
        factorChanges =
            try values.decodeIfPresent([FactorChange].self, forKey: .factorChanges) ?? factorChanges
        maximumFlow = try values.decodeIfPresent(Double.self, forKey: .maximumFlow)
        nominalFlow = try values.decodeIfPresent(Double.self, forKey: .nominalFlow)
        accuracy = try values.decodeIfPresent(MeterAccuracy.self, forKey: .accuracy)
        validFrom = try values.decodeIfPresent(Timestamp.self, forKey: .validFrom)
        validTo = try values.decodeIfPresent(Timestamp.self, forKey: .validTo)
        replacements = try values.decodeIfPresent([Replacement].self, forKey: .replacements) ?? replacements
    }

    /// Writes everything that is known.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(kind, forKey: .kind)
        try values.encodeIfPresent(registerDigits, forKey: .registerDigits)
        try values.encode(registerDecimals, forKey: .registerDecimals)
        try values.encode(registerUnit, forKey: .registerUnit)
        try values.encode(pulseFactor, forKey: .pulseFactor)
        try values.encode(factorChanges, forKey: .factorChanges)
        try values.encodeIfPresent(maximumFlow, forKey: .maximumFlow)
        try values.encodeIfPresent(nominalFlow, forKey: .nominalFlow)
        try values.encodeIfPresent(accuracy, forKey: .accuracy)
        try values.encodeIfPresent(validFrom, forKey: .validFrom)
        try values.encodeIfPresent(validTo, forKey: .validTo)
        try values.encode(replacements, forKey: .replacements)
    }
}
