import InputOutput

/// Writes features one after the other, so that a layer never has to be in memory as a whole.
///
/// Everything goes to a temporary name beside the target, which ``finish()`` renames: a writer that is
/// dropped, or that throws, leaves the target as it was and no file of its own.
public protocol FeatureWriter: AnyObject {
    /// Writes one feature, whose values stand in the order of the fields the writer was opened with.
    ///
    /// A real that is not finite is written as null, because none of the formats holds one.
    ///
    /// - Throws: ``FormatError`` that names the feature and the field. The writer is of no use afterwards.
    func append(_ feature: Feature) throws

    /// Completes the file and gives it its name. Nothing can be appended afterwards.
    ///
    /// - Throws: `OutputError` with the system's reason.
    func finish() throws
}
