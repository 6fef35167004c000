/// What a reader of a figure has to know before using it: a code of a closed list, and which element or why.
public protocol DataQualityFlag: Hashable, Sendable, Comparable {
    /// The kinds of flag, the weightiest first.
    associatedtype Code: RawRepresentable, CaseIterable, Equatable where Code.RawValue == String

    /// What.
    var code: Code { get }
    /// Which element, how many, or why.
    var element: String? { get }
}

extension DataQualityFlag {
    /// `code` or `code:element`.
    public var text: String { element.map { "\(code.rawValue):\($0)" } ?? code.rawValue }

    /// By code in their order of weight, then by element.
    public static func < (a: Self, b: Self) -> Bool {
        func weight(_ code: Code) -> Int { Code.allCases.prefix { $0 != code }.count }
        return (weight(a.code), a.element ?? "") < (weight(b.code), b.element ?? "")
    }
}
