import Foundation
import Telemetry

/// A reading of a register: local time, and the dial in hundredths of a cubic metre.
private struct RegisterRow {
    var day: Int
    var second: Int
    var units: Int
}

extension ReadingsWriter {
    /// Hundredths of a cubic metre at which a dial begins again at zero: five digits, six for bulk meters.
    static func dialRange(_ kind: CityCustomer.Kind) -> Int {
        kind == .bulk ? 100_000_000 : 10_000_000
    }

    /// The dials of the customers' meters, m³: one row a day at midnight from meters that report by radio, two
    /// rows from meters that are read by hand, on the day before the period and on the day after it.
    func writeRegisters(to url: URL, progress: (Double) -> Void) throws(SampleCityError) {
        let file = try TextFile(url)
        file.buffer.append("meter,time,value\n")
        for index in model.customers.indices {
            let customer = model.customers[index]
            guard customer.reading != .none else { continue }
            let rows = customer.reading == .daily ? dailyRows(customer, index) : handRows(customer, index)
            let id = ids.customer(customer)
            for row in rows {
                file.buffer.append(id)
                file.buffer.append(",")
                file.buffer.append(day: start.advanced(byDays: row.day), secondOfDay: row.second)
                file.buffer.append(",")
                file.buffer.append(units: row.units % Self.dialRange(customer.kind), decimals: 2)
                file.buffer.append("\n")
            }
            try file.flushIfLarge()
            if index % 65_536 == 0 { progress(Double(index) / Double(model.customers.count)) }
        }
        try file.close()
    }

    /// What a customer's register moves on by in a day, m³: the draw as its meter sees it, nothing while it is stuck.
    func registered(_ index: Int, day: Int) -> Double {
        guard water.apparent.stuckDays(index)?.contains(day) != true else { return 0 }
        let customer = model.customers[index]
        return customer.volume(index: index, day: day, firstWeekday: start.weekday - 1, seed: seed)
            * (1 + customer.meterError)
    }

    private static func dial(_ volume: Double) -> Int { Int((volume * 100).rounded(.down)) }

    private func dailyRows(_ customer: CityCustomer, _ index: Int) -> [RegisterRow] {
        let spoiled = dirt.registers
        var total = customer.initialRegister
        if spoiled.rollover == index {
            total =
                Double(Self.dialRange(customer.kind)) / 100 - 0.4 * Double(water.days) * customer.baseDemand
        }
        var rows: [RegisterRow] = []
        rows.reserveCapacity(water.days + 3)
        for day in 0...water.days {
            rows.append(RegisterRow(day: day, second: 0, units: Self.dial(total)))
            let used = registered(index, day: day)
            if let replaced = spoiled.replaced, replaced.customer == index, replaced.day == day {
                // The fitter notes the old dial, and five minutes later the new one at nothing.
                let share = customer.shape.cumulative[40]
                rows.append(RegisterRow(day: day, second: 36_000, units: Self.dial(total + used * share)))
                rows.append(RegisterRow(day: day, second: 36_300, units: 0))
                total = used * (1 - share)
            } else {
                total += used
            }
        }
        if let silent = spoiled.silent, silent.customer == index {
            rows.removeAll { silent.days.contains($0.day) }
        }
        if let repeated = spoiled.repeated, repeated.customer == index, repeated.day < rows.count {
            rows.insert(rows[repeated.day], at: repeated.day)
        }
        if let late = spoiled.late, late.customer == index, late.day + 1 < rows.count {
            rows.swapAt(late.day, late.day + 1)
        }
        return rows
    }

    private func handRows(_ customer: CityCustomer, _ index: Int) -> [RegisterRow] {
        let bits = RandomSource.hash(seed ^ 0xAD, index, 0)
        let first = 32 + Int(bits % 36)
        let last = 32 + Int((bits >> 20) % 36)
        let cumulative = customer.shape.cumulative
        let before = registered(index, day: -1) * (1 - cumulative[first])
        var total = customer.initialRegister
        for day in 0..<water.days { total += registered(index, day: day) }
        let after = registered(index, day: water.days) * cumulative[last]
        return [
            RegisterRow(
                day: -1, second: first * 900, units: max(0, Self.dial(customer.initialRegister - before))),
            RegisterRow(day: water.days, second: last * 900, units: Self.dial(total + after)),
        ]
    }
}
