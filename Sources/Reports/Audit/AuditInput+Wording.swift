import InputOutput
import WaterLoss

extension AuditInput {
    /// What the input is called.
    var title: Wording {
        switch self {
        case .ownSources: Wording("own sources", "自产供水量")
        case .imported: Wording("imported", "外购供水量")
        case .exported: Wording("exported", "转供水量")
        case .billedMetered: Wording("billed metered", "计费计量用水量")
        case .billedUnmetered: Wording("billed unmetered", "计费未计量用水量")
        case .unbilledMetered: Wording("unbilled metered", "免费计量用水量")
        case .unbilledUnmetered: Wording("unbilled unmetered", "免费未计量用水量")
        case .unauthorised: Wording("unauthorised use", "非法用水量")
        case .customerMeters: Wording("customers' meters", "用户水表")
        case .dataHandling: Wording("data handling", "数据处理")
        case .mains: Wording("length of mains", "管长")
        case .connections: Wording("service connections", "接户数")
        case .privatePipe: Wording("private pipe", "用户支管")
        case .averagePressure: Wording("average pressure", "平均压力")
        case .prices: Wording("prices", "价格")
        }
    }
}
