import InputOutput
import Hydraulics

/// Turns solved states into the bytes of a results file, one state after the other, so that a simulation never has to
/// be in memory as a whole.
///
/// An encoder writes no file: it hands bytes to whoever calls it. The order is ``open(_:)``, ``append(_:_:)`` for each
/// state, ``close(_:_:)``.
public protocol ResultsEncoder {
    /// Gives `write` what stands before the first state.
    ///
    /// - Throws: ``ResultsError`` for what the form cannot say, and what `write` throws.
    mutating func open(_ write: ([UInt8]) throws -> Void) throws

    /// Gives `write` the bytes of one state, in pieces.
    mutating func append(_ state: HydraulicState, _ write: ([UInt8]) throws -> Void) throws

    /// Gives `write` what stands behind the last state.
    ///
    /// - Returns: bytes that replace as many at an offset from the start of the file, known only now; `nil` for none.
    mutating func close(
        _ totals: SimulationTotals, _ write: ([UInt8]) throws -> Void
    ) throws -> ResultsCorrection?
}

/// Bytes of a results file that were a placeholder until the simulation ended.
public struct ResultsCorrection: Hashable, Sendable {
    /// Where they begin, from the start of the file.
    public var offset: Int
    /// What to write over the placeholder.
    public var bytes: [UInt8]
}

/// What a form of results cannot say.
public enum ResultsError: Error, Hashable, Sendable {
    /// EPANET's results keep 31 bytes of an id.
    case longID(id: String, bytes: Int)
}

extension ResultsError: ExplainedError {
    /// One sentence: what was found, what was expected, what to do.
    public var explanation: Wording {
        switch self {
        case .longID(let id, let bytes):
            Wording(
                "the id '\(id)' has \(bytes) bytes, but EPANET's results file holds 31; write .json or .csv instead",
                "编号“\(id)”有 \(bytes) 字节，而 EPANET 结果文件只能存 31 字节；请改写 .json 或 .csv")
        }
    }
}
