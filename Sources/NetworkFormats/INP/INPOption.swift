import PipeNetwork

/// A row of `[OPTIONS]` taken apart into its name and its value.
struct INPOption: Sendable {
    /// The option's full name, upper case, whatever abbreviation the file used.
    var name: String
    /// The word of the row at which the value begins.
    var valueWord: Int

    /// EPANET's keywords, as far as it compares them, and the names they stand for. A name of two words
    /// takes two words of the row.
    private static let names: [(keyword: StaticString, name: String)] = [
        ("UNIT", "UNITS"), ("HEADL", "HEADLOSS"), ("HYDR", "HYDRAULICS"), ("QUAL", "QUALITY"),
        ("MAP", "MAP"), ("VERI", "VERIFY"), ("UNBA", "UNBALANCED"), ("PATT", "PATTERN"),
        ("BACK", "BACKFLOW ALLOWED"), ("EMIT", "EMITTER EXPONENT"), ("SPEC", "SPECIFIC GRAVITY"),
        ("MINI", "MINIMUM PRESSURE"), ("REQ", "REQUIRED PRESSURE"), ("VISC", "VISCOSITY"),
        ("DIFF", "DIFFUSIVITY"), ("TRIAL", "TRIALS"), ("ACCU", "ACCURACY"), ("TOLER", "TOLERANCE"),
        ("SEGM", "SEGMENTS"), ("FLOWCHANGE", "FLOWCHANGE"), ("HEADERROR", "HEADERROR"), ("HTOL", "HTOL"),
        ("QTOL", "QTOL"), ("RQTOL", "RQTOL"), ("CHECKFREQ", "CHECKFREQ"), ("MAXCHECK", "MAXCHECK"),
        ("DAMPLIMIT", "DAMPLIMIT"), ("PREC", "PRECISION"),
    ]

    /// The option that the row's first words mean; `nil` for none that EPANET knows.
    init?(_ row: INPRow) {
        if row.matches(0, "DEMAND") {
            self.init(row.matches(1, "MODEL") ? "DEMAND MODEL" : "DEMAND MULTIPLIER", words: 2)
        } else if row.matches(0, "PRESSURE") {
            let isExponent = row.matches(1, "EXP")
            self.init(isExponent ? "PRESSURE EXPONENT" : "PRESSURE", words: isExponent ? 2 : 1)
        } else if row.matches(0, "EMIT"), row.matches(1, "BACK") {
            // The manual's name; EPANET reads the other one only.
            self.init("BACKFLOW ALLOWED", words: 2)
        } else if row.matches(0, "BACK"), row.count > 2, !row.matches(1, "ALLOW") {
            return nil
        } else if let known = Self.names.first(where: { row.matches(0, $0.keyword) }) {
            self.init(known.name, words: known.name.contains(" ") ? 2 : 1)
        } else {
            return nil
        }
    }

    private init(_ name: String, words: Int) {
        self.name = name
        valueWord = words
    }
}

extension HydraulicOptions {
    /// Viscosity of water at 20 °C in EPANET, ft²/s.
    static let referenceViscosity = 1.1e-5

    /// The number EPANET means by a viscosity: relative to water where it exceeds 0.001, else ft²/s or m²/s.
    static func relativeViscosity(_ written: Double, isUS: Bool) -> Double {
        if written > 1e-3 { return written }
        return (isUS ? written : written / (0.3048 * 0.3048)) / referenceViscosity
    }
}
