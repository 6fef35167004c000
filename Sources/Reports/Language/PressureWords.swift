import InputOutput
import LeakZones
import WaterLoss

extension ZonePressure.Method {
    /// The method: in English as programs read it.
    var wording: Wording {
        let chinese =
            switch self {
            case .alongPipes: "沿管线插值水头"
            case .byModel: "模型压力经测压点校正"
            case .meanOfPoints: "测压点平均"
            case .meanOfParts: "下级分区平均"
            }
        return Wording(rawValue, chinese)
    }
}

extension PressurePointCheck.Finding {
    /// The finding: in English as programs read it.
    var wording: Wording {
        let chinese =
            switch self {
            case .tooFewReadings: "读数过少"
            case .impossible: "不可能的数值"
            case .stuck: "恒值"
            case .neverVaries: "从不变化"
            case .offset: "零点偏移"
            case .drift: "漂移"
            case .tooFewNights: "夜数过少"
            case .noReference: "无参照"
            }
        return Wording(code, chinese)
    }
}

extension IneffectiveMeter.Reason {
    /// The reason: in English as programs read it.
    var wording: Wording {
        let chinese =
            switch self {
            case .shut: "所在管段已关闭"
            case .bypassed: "两侧同属一个分区"
            case .leadsNowhere: "其后无水源也无用水"
            }
        return Wording(rawValue, chinese)
    }
}
