import CityStore
import InputOutput
import PipeNetwork
import Telemetry

extension FactSheet {
    /// What a city holds.
    public init(_ info: CityInfo) {
        self.init()
        func add(_ key: String, _ title: Wording, _ value: Table.Cell, unit: String? = nil) {
            facts.append(Fact(key, title, value, unit: unit))
        }
        add("crs", Wording("Reference system", "坐标参考系"), .text(info.crs?.description))
        for (key, count) in info.counts.sorted(by: { $0.key < $1.key }) where count > 0 {
            add(key, Wording(key.replacing("_", with: " "), ElementWord.kind(key).chinese), .count(count))
        }
        add(
            "pipe_km", Wording("Length of pipes", "管长"), .number(info.pipeLength / 1000, decimals: 3),
            unit: "km")
        for dn in info.lengthsByDN {
            let name = dn.dn.map { "DN\($0)" } ?? "DN ?"
            add(
                "pipe_km_" + (dn.dn.map { "dn\($0)" } ?? "unknown_dn"), Wording(name, name),
                .number(dn.length / 1000, decimals: 3), unit: "km")
        }
        for material in info.lengthsByMaterial {
            let name = material.material ?? "?"
            add(
                "pipe_km_\(name)", Wording(name, name), .number(material.length / 1000, decimals: 3),
                unit: "km")
        }
        add("zones", Wording("Zones", "分区"), .count(info.zones.count))
        for reading in info.readings {
            let (kind, chinese) = (reading.kind.rawValue, reading.kind.chinese)
            add("\(kind)_series", Wording("\(kind) series", "\(chinese)序列"), .count(reading.series))
            add("\(kind)_readings", Wording("\(kind) readings", "\(chinese)读数"), .count(reading.readings))
            add("\(kind)_first", Wording("\(kind) from", "\(chinese)起始"), .text(reading.first?.description))
            add("\(kind)_last", Wording("\(kind) to", "\(chinese)终止"), .text(reading.last?.description))
        }
        for (number, source) in info.sources.enumerated() {
            add("source_\(number + 1)", Wording("Source", "数据源"), .text("\(source.path) (\(source.format))"))
        }
    }
}
