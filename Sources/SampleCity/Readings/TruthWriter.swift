import Foundation
import Telemetry

/// Writes what nobody knows of a real city: where all its water went, which leaks run, what is wrong with the
/// readings.
struct TruthWriter {
    let model: CityModel
    let water: CityWater
    let dirt: FaultPlan
    let ids: CityIDs
    let meterErrors: [Double]
    let start: LocalDate
    let seed: UInt64
    let junctions: Int

    /// Writes `truth.json`, keys in alphabetical order.
    func write(to url: URL) throws(SampleCityError) {
        let file = try TextFile(url)
        var json = JSONText()
        json.begin("{")
        json.key("city")
        writeCity(&json)
        line(&json)
        writeList("customer_meters", CityCustomer.Kind.allCases, &json, writeCustomerMeters)
        writeList("dirt", dirt.records, &json, writeFlaw)
        writeList("illegal_connections", water.apparent.illegal, &json, writeIllegalConnection)
        json.key("leaks")
        json.begin("[")
        for leakage in water.leakage {
            for leak in leakage.bursts {
                line(&json)
                writeLeak(leak, &json)
            }
            file.buffer.append(json.takeText().string)
            try file.flushIfLarge()
        }
        json.end("]")
        line(&json)
        writeList("meters", model.meters.indices, &json, writeMeter)
        writeList("step_tests", [water.stepTest].compactMap { $0 }, &json, writeStepTest)
        json.key("zones")
        json.begin("[")
        for zone in model.zones.indices {
            line(&json)
            writeZone(zone, &json)
            file.buffer.append(json.takeText().string)
            try file.flushIfLarge()
        }
        json.end("]")
        json.end("}")
        file.buffer.append(json.takeText().string)
        file.buffer.append("\n")
        try file.close()
    }

    func line(_ json: inout JSONText) { json.breakLine() }

    /// A key with a list, an element a line.
    private func writeList<Elements: Sequence>(
        _ key: String, _ elements: Elements, _ json: inout JSONText,
        _ write: (Elements.Element, inout JSONText) -> Void
    ) {
        json.key(key)
        json.begin("[")
        for element in elements {
            line(&json)
            write(element, &json)
        }
        json.end("]")
        line(&json)
    }

    private func writeCity(_ json: inout JSONText) {
        json.begin("{")
        json.key("customers")
        json.value(model.customers.count)
        json.key("days")
        json.value(water.days)
        json.key("junctions")
        json.value(model.nodes.count)
        json.key("junctions_asked")
        json.value(junctions)
        json.key("pipes")
        json.value(model.pipes.count)
        json.key("seed")
        json.value("\(seed)")
        json.key("start")
        json.value(start.description)
        json.key("timezone")
        json.value("Asia/Shanghai")
        json.end("}")
    }

    private func writeFlaw(_ flaw: DataFault, _ json: inout JSONText) {
        json.begin("{")
        json.key("file")
        json.value("readings/" + flaw.file)
        json.key("from")
        json.value(time(seconds: flaw.seconds.lowerBound))
        json.key("kind")
        json.value(flaw.kind.rawValue)
        json.key("series")
        json.value(flaw.series)
        json.key("to")
        json.value(time(seconds: flaw.seconds.upperBound))
        json.end("}")
    }

    private func writeLeak(_ leak: PlantedLeak, _ json: inout JSONText) {
        json.begin("{")
        json.key("end")
        json.value(time(seconds: leak.steps.upperBound * 900))
        json.key("id")
        json.value(leak.id)
        json.key("m3_per_h")
        json.value(leak.flow)
        json.key("n1")
        json.value(leak.exponent)
        json.key("pipe")
        json.value(ids.pipe(model.pipes[Int(leak.pipe)]))
        json.key("start")
        json.value(time(seconds: leak.steps.lowerBound * 900))
        json.key("x")
        json.value((leak.position.x * 1_000).rounded() / 1_000)
        json.key("y")
        json.value((leak.position.y * 1_000).rounded() / 1_000)
        json.key("zone")
        json.value(model.zones[leak.zone].id)
        json.end("}")
    }

    private func writeMeter(_ index: Int, _ json: inout JSONText) {
        let meter = model.meters[index]
        json.begin("{")
        json.key("accuracy_percent")
        json.value(meter.accuracyPercent)
        json.key("error_percent")
        json.value(meterErrors[index] * 100)
        json.key("from")
        json.value(meter.fromZone.map { model.zones[Int($0)].id } ?? "outside")
        json.key("id")
        json.value(ids.meter(index))
        json.key("to")
        json.value(model.zones[Int(meter.toZone)].id)
        json.end("}")
    }

    private func writeZone(_ zone: Int, _ json: inout JSONText) {
        let owner = model.zones[zone]
        json.begin("{")
        writeAveragePressure(zone, &json)
        json.key("days")
        json.begin("[")
        for day in 0..<water.days {
            let truth = water.truth[zone * water.days + day]
            line(&json)
            json.begin("{")
            json.key("background_m3")
            json.value(truth.background)
            json.key("bursts_m3")
            json.value(truth.bursts)
            json.key("date")
            json.value(start.advanced(byDays: day).description)
            json.key("export_m3")
            json.value(truth.export)
            json.key("input_m3")
            json.value(truth.input)
            json.key("loss_m3")
            json.value(truth.loss)
            json.key("meter_error_m3")
            json.value(truth.meterError)
            json.key("metered_m3")
            json.value(truth.metered)
            json.key("storage_change_m3")
            json.value(truth.storage)
            json.key("stuck_m3")
            json.value(truth.stuck)
            json.key("unauthorised_m3")
            json.value(truth.unauthorised)
            json.key("unmetered_m3")
            json.value(truth.unmetered)
            json.end("}")
        }
        json.end("]")
        json.key("dead_meter")
        json.value(dirt.deadZone == zone)
        json.key("id")
        json.value(owner.id)
        json.key("name")
        json.value(owner.nameEnglish)
        writeNightUse(zone, &json)
        json.key("parent")
        json.value(owner.district?.id ?? "")
        json.end("}")
    }

    func time(seconds: Int) -> String {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        var text = TextBuffer()
        text.append(day: start.advanced(byDays: days), secondOfDay: seconds - days * 86_400)
        return text.string
    }
}
