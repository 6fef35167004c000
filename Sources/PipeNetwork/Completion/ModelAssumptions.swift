/// What a map does not say and a hydraulic model needs.
public struct ModelAssumptions: Hashable, Sendable {
    /// Pressure at the outlet of a waterworks whose head nobody gave, m.
    public var waterworksPressure = 40.0
    /// What a booster station adds to the head where nobody gave it, m.
    public var boosterLift = 40.0
    /// Diameter of a pipe without one and without a neighbour that has one, m.
    public var diameter = 0.1
    /// The year that pipe ages are reckoned to; `nil` for pipes as good as new.
    public var year: Int?

    /// Height of the wall's unevenness where the network reckons with Darcy-Weisbach and nobody gave one, m.
    public static let wallRoughness = 0.0005
    /// Manning's n where the network reckons with Chezy-Manning and nobody gave one.
    public static let manning = 0.012

    /// The defaults.
    public init() {}

    /// Hazen-Williams C of a material.
    ///
    /// Values for pipes in service, of the ranges that handbooks give (Williams and Hazen, *Hydraulic Tables*; AWWA M32,
    /// table of C factors by material and age): plastics 140, cement-lined ductile iron 130, concrete and asbestos cement
    /// 120, steel 120 and grey iron 110 when new, both 0.6 less for each year; never less than 70.
    ///
    /// - Parameters:
    ///   - material: as the source wrote it, in English or Chinese; `nil` gives 110.
    ///   - age: years in the ground; `nil` for none.
    public static func hazenWilliams(material: String?, age: Int?) -> Double {
        let name = material?.lowercased() ?? ""
        func has(_ words: String...) -> Bool { words.contains { name.contains($0) } }
        let years = Double(max(0, age ?? 0))
        let words = name.split { !($0.isASCII && $0.isLetter) }
        if has("pvc", "plastic", "grp", "poly", "塑", "玻璃钢", "钢塑") || words.contains(where: isShortForPlastic),
            !has("steel pipe")
        {
            return 140
        }
        if has("ductile", "球墨") { return max(100, 130 - 0.3 * years) }
        if has("concrete", "cement", "混凝土", "水泥", "石棉") { return 120 }
        if has("steel", "钢") { return max(70, 120 - 0.6 * years) }
        if has("iron", "铸铁") { return max(70, 110 - 0.6 * years) }
        return 110
    }

    /// Whether a word is a short name of polyethylene or polypropylene, such as PE, HDPE, PERT or PPR; a pipe is none.
    private static func isShortForPlastic(_ word: Substring) -> Bool {
        if word.count > 5 || word.hasPrefix("pipe") || word == "type" { return false }
        return word.hasPrefix("pe") || word.hasSuffix("pe") || word.hasPrefix("pp")
    }
}
