import CityStore
import InputOutput

extension FactSheet {
    /// What a city is called and what its reports take for granted; what was not said is not known.
    ///
    /// - Parameters:
    ///   - settings: what was said.
    ///   - timeZone: the city's IANA time zone; `nil` as long as it was not stated.
    public init(_ settings: CitySettings, timeZone: String?) {
        self.init()
        func add(_ key: String, _ title: Wording, _ value: Table.Cell, unit: String? = nil) {
            facts.append(Fact(key, title, value, unit: unit))
        }
        let money = settings.currency
        func price(_ unit: String) -> String? { money.map { "\($0)/\(unit)" } }
        add("name", Wording("Name", "名称"), .text(settings.name))
        add("time_zone", Wording("Time zone", "时区"), .text(timeZone))
        add("currency", Wording("Currency", "货币"), .text(money))
        add(
            "retail_price", Wording("Retail price", "零售水价"), .number(settings.retailPrice, decimals: 3),
            unit: price("m³"))
        add(
            "variable_cost", Wording("Variable cost", "变动成本"), .number(settings.variableCost, decimals: 3),
            unit: price("m³"))
        add(
            "survey_cost", Wording("Cost of a survey", "检漏费用"), .number(settings.surveyCost, decimals: 2),
            unit: price("km"))
        add(
            "service_minimum_m", Wording("Service minimum", "最低服务压力"),
            .number(settings.serviceMinimum, decimals: 1), unit: "m")
        add("n1", Wording("Exponent N1", "指数 N1"), .number(settings.exponent, decimals: 2))
        add(
            "icf", Wording("Condition factor ICF", "状况系数 ICF"), .number(settings.conditionFactor, decimals: 2)
        )
        add(
            "private_pipe_m", Wording("Private pipe", "用户管长度"), .number(settings.privatePipe, decimals: 1),
            unit: "m")
        add(
            "households_per_connection", Wording("Households for each connection", "每个接户的户数"),
            .number(settings.householdsPerConnection, decimals: 1))
    }
}
