import InputOutput
import Telemetry

/// What can be wrong with a correction of readings.
public enum CorrectionError: Error, Hashable, Sendable {
    /// There is no series of that kind for the element.
    case noSeries(element: String, kind: ReadingKind, others: [ReadingKind])
    /// The series has no reading at that local time.
    case noReading(element: String, kind: ReadingKind, time: String, nearest: [String])
    /// No reading lies in the period.
    case nothingInPeriod(element: String, kind: ReadingKind, from: String, to: String)
    /// A correction says neither who made it nor why.
    case noReason
}

extension CorrectionError: ExplainedError {
    /// One sentence: what was asked for and what there is.
    public var explanation: Wording {
        switch self {
        case .noSeries(let element, let kind, let others):
            let found =
                others.isEmpty
                ? Wording("no readings at all", "没有任何读数")
                : Wording(
                    "readings of \(others.map(\.rawValue).joined(separator: ", "))",
                    "\(others.map(\.chinese).joined(separator: "、"))读数")
            return Wording(
                "'\(element.quotable)' has no readings of \(kind.rawValue); it has \(found.english)",
                "“\(element.quotable)”没有\(kind.chinese)读数；现有：\(found.chinese)")
        case .noReading(let element, let kind, let time, let nearest):
            return Wording(
                "'\(element.quotable)' has no reading of \(kind.rawValue) at \(time)"
                    + (nearest.isEmpty ? "" : "; the nearest are at \(nearest.joined(separator: " and "))"),
                "“\(element.quotable)”在 \(time) 没有\(kind.chinese)读数"
                    + (nearest.isEmpty ? "" : "；最近的读数在 \(nearest.joined(separator: " 与 "))"))
        case .nothingInPeriod(let element, let kind, let from, let to):
            return Wording(
                "'\(element.quotable)' has no reading of \(kind.rawValue) from \(from) to \(to)",
                "“\(element.quotable)”在 \(from) 至 \(to) 没有\(kind.chinese)读数")
        case .noReason:
            return Wording(
                "a correction of readings says who makes it and why; one of both is empty",
                "更正读数须注明更正人和原因；其中一项为空")
        }
    }
}
