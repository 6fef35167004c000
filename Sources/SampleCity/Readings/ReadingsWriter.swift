import Foundation
import Telemetry

/// Writes what the meters said into CSV files: wide tables of flow, level and pressure, a long one of registers.
struct ReadingsWriter {
    let model: CityModel
    let water: CityWater
    let dirt: FaultPlan
    let ids: CityIDs
    let start: LocalDate
    let seed: UInt64
    /// The systematic error of every flow meter, drawn once: the same in every reading.
    let meterErrors: [Double]

    init(model: CityModel, water: CityWater, dirt: FaultPlan, ids: CityIDs, start: LocalDate, seed: UInt64) {
        self.model = model
        self.water = water
        self.dirt = dirt
        self.ids = ids
        self.start = start
        self.seed = seed
        var random = RandomSource(seed: seed, stream: 5)
        meterErrors = model.meters.map { random.meterError(halfWidth: $0.accuracyPercent / 100) }
    }

    /// Mean flow of every quarter hour that begins at the time stamp, m³/h to two places.
    func writeFlows(to url: URL) throws(SampleCityError) {
        try writeWide(url, ids: model.meters.indices.map(ids.meter), dirt: dirt.flow, rows: dirt.flowRows) {
            meter, step in
            let noise = 1 + 0.003 * RandomSource.noise(seed ^ 0xF1, meter, step)
            let flow = Double(water.flows[meter * water.steps + step]) * (1 + meterErrors[meter]) * noise
            return Int((flow * dirt.flow[meter].factor(step) * 100).rounded())
        }
    }

    /// Level above the tank's bottom at the time stamp, m to two places.
    func writeLevels(to url: URL) throws(SampleCityError) {
        try writeWide(url, ids: model.tanks.indices.map(ids.tank), dirt: dirt.level, rows: RowFaults()) {
            tank, step in
            let noise = 0.002 * RandomSource.noise(seed ^ 0x1E, tank, step)
            return Int(((Double(water.levels[tank * water.steps + step]) + noise) * 100).rounded())
        }
    }

    /// Pressure at the time stamp, m of water to two places.
    func writePressures(to url: URL) throws(SampleCityError) {
        let points = model.pressurePoints
        try writeWide(
            url, ids: points.indices.map(ids.pressurePoint), dirt: dirt.pressure, rows: dirt.pressureRows
        ) { index, step in
            let point = points[index]
            let load = water.loadPower(zone: Int(point.zone), step: step)
            let pressure = water.pressure(point, step: step, load: load, in: model)
            let noise = 0.12 * RandomSource.noise(seed ^ 0x9E, index, step)
            return Int(((pressure + noise) * 100).rounded())
        }
    }

    /// A table of one time stamp and a column for every series, in hundredths; gaps are empty cells.
    private func writeWide(
        _ url: URL, ids: [String], dirt: [SeriesFaults], rows: RowFaults,
        value: (_ series: Int, _ step: Int) -> Int
    ) throws(SampleCityError) {
        let file = try TextFile(url)
        file.buffer.append("Timestamp")
        for id in ids {
            file.buffer.append(",")
            file.buffer.append(id)
        }
        file.buffer.append("\n")
        let perDay = DiurnalShape.stepsPerDay
        for step in rows.order(steps: water.steps) {
            file.buffer.append(day: start.advanced(byDays: step / perDay), secondOfDay: step % perDay * 900)
            for series in ids.indices {
                file.buffer.append(byte: UInt8(ascii: ","))
                if let source = dirt[series].source(step) {
                    file.buffer.append(units: value(series, source), decimals: 2)
                }
            }
            file.buffer.append("\n")
            try file.flushIfLarge()
        }
        try file.close()
    }
}
