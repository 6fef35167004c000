/// A customer whose night use is too large for an average: a works, a hospital, a swimming bath.
///
/// From 0.5 m³/h on, such users are metered individually; they must not be counted again among the properties to
/// which a rate applies.
public struct ExceptionalNightUser: Hashable, Sendable {
    /// Night use from which a user is exceptional: 0.5 m³/h, in m³/s.
    public static let threshold = 0.5 / 3600

    /// The customer's id.
    public var id: String
    /// What its own meter shows in the hour of the minimum, m³/s; `nil` when that is not known.
    public var nightFlow: ConfidenceInterval?

    /// A user.
    public init(id: String, nightFlow: ConfidenceInterval?) {
        self.id = id
        self.nightFlow = nightFlow
    }

    /// Whether the use known reaches the threshold; `nil` when it is not known.
    public var isExceptional: Bool? { nightFlow.map { $0.value >= Self.threshold } }
}
