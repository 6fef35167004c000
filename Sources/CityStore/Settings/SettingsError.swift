import InputOutput

/// What can be wrong with the settings of a city.
public enum SettingsError: Error, Hashable, Sendable {
    /// A figure among them.
    public enum Field: Sendable, Hashable {
        /// The name on reports.
        case name
        /// The currency of the prices.
        case currency
        /// Price for customers.
        case retailPrice
        /// Cost of one more m³.
        case variableCost
        /// Cost of a survey, a km.
        case surveyCost
        /// Pressure promised to customers.
        case serviceMinimum
        /// N1.
        case exponent
        /// ICF.
        case conditionFactor
        /// Length of private pipe.
        case privatePipe
        /// Households for each connection.
        case householdsPerConnection
    }

    /// A figure that cannot be.
    case outOfRange(Field, found: Double, expected: ClosedRange<Double>)
    /// A text of nothing but blanks.
    case blank(Field)
    /// One of both prices, which are needed together.
    case onePrice
}

extension SettingsError: ExplainedError {
    /// One sentence: which figure, what was found, what was expected.
    public var explanation: Wording {
        switch self {
        case .outOfRange(let field, let found, let range):
            Wording(
                "\(field.wording.english): found \(found), expected \(range.lowerBound) to \(range.upperBound)",
                "\(field.wording.chinese)：给出 \(found)，应为 \(range.lowerBound) 至 \(range.upperBound)")
        case .blank(let field):
            Wording(
                "\(field.wording.english): found nothing, expected a text; leave it out to keep what there is",
                "\(field.wording.chinese)：为空，应为文字；不给出则保留原有设定")
        case .onePrice:
            Wording(
                "of the retail price and the variable cost one is missing: losses are valued with both or with neither",
                "零售水价与变动成本只有其一：须两者都有或都没有")
        }
    }
}

extension SettingsError.Field {
    var wording: Wording {
        switch self {
        case .name: Wording("name", "名称")
        case .currency: Wording("currency", "货币")
        case .retailPrice: Wording("retail price", "零售水价")
        case .variableCost: Wording("variable cost", "变动成本")
        case .surveyCost: Wording("cost of a survey", "检漏费用")
        case .serviceMinimum: Wording("service minimum, m", "最低服务压力，m")
        case .exponent: Wording("exponent N1", "指数 N1")
        case .conditionFactor: Wording("condition factor ICF", "状况系数 ICF")
        case .privatePipe: Wording("length of private pipe, m", "用户管长度，m")
        case .householdsPerConnection: Wording("households for each connection", "每个接户的户数")
        }
    }
}
