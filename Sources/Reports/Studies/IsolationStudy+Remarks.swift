import Foundation
import InputOutput
import NetworkStudies
import PipeNetwork

extension IsolationStudy {
    /// What the reader should know of every answer.
    var remarks: [Wording] {
        var remarks: [Wording] = []
        if let rule = options.rule {
            let count = segments.valves.origins.count { $0 == .assumed }
            remarks.append(
                Wording(
                    "assumed: \(count) valves that are not on the map, placed by the rule '\(rule.rawValue)'",
                    "假定：按规则 '\(rule.rawValue)' 布置 \(count) 个图上没有的阀门"))
        }
        if !segments.valves.unplaced.isEmpty {
            remarks.append(
                Wording(
                    "\(segments.valves.unplaced.count) valves stand in no pipe and hold nothing; see 'check'",
                    "\(segments.valves.unplaced.count) 个阀门不在任何管段上，不参与关断；请用 'check' 检查"))
        }
        if let unsolved {
            remarks.append(
                Wording("pressures are not known: \(unsolved)", "未计算压力：\(unsolved)"))
        } else if let completion {
            remarks += completion.remarks
        }
        return remarks
    }
}

extension MissingValves {
    /// One sentence in both languages.
    var remark: Wording {
        let limits = SegmentReview.Limits()
        func figure(_ value: Double) -> String { String(format: "%.0f", value) }
        return Wording(
            "This segment misses valves: \(figure(connections)) connections, \(hydrants) hydrants and \(figure(length)) m of pipe "
                + "(at most \(figure(limits.connections)), \(limits.hydrants) and \(figure(limits.length)) m). With valves by the "
                + "rule '\(rule.rawValue)' this burst would close \(placedValves) and leave \(figure(placedConnections)) "
                + "connections and \(figure(placedLength)) m without water.",
            "该分段阀门不足：停水 \(figure(connections)) 户、消火栓 \(hydrants) 个、管长 \(figure(length)) m（上限分别为 "
                + "\(figure(limits.connections))、\(limits.hydrants)、\(figure(limits.length)) m）。若按规则 '\(rule.rawValue)' 布置阀门，"
                + "此处爆管只需关 \(placedValves) 个阀门，停水 \(figure(placedConnections)) 户、\(figure(placedLength)) m。")
    }
}
