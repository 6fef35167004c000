import InputOutput
import PipeNetwork

extension INPWriter {
    mutating func writeEnergy() throws(INPWritingError) {
        let energy = network.energy
        let pumps = network.pumps.filter {
            $0.energyPrice != nil || $0.pricePattern != nil || $0.efficiencyCurve != nil
        }
        try openWithComments(.energy, if: energy != EnergyOptions() || !pumps.isEmpty)
        let standard = EnergyOptions()
        if energy.efficiency != standard.efficiency {
            try row("GLOBAL", "EFFIC")
            add(energy.efficiency)
            endRow()
        }
        if energy.price != standard.price {
            try row("GLOBAL", "PRICE")
            add(energy.price)
            endRow()
        }
        if let pattern = energy.pricePattern {
            try row("GLOBAL", "PATTERN")
            try add(pattern: pattern, Wording("the energy price", "电价"))
            endRow()
        }
        if energy.demandCharge != standard.demandCharge {
            try row("DEMAND", "CHARGE")
            add(energy.demandCharge)
            endRow()
        }
        for pump in pumps { try write(energyOf: pump) }
    }

    private mutating func write(energyOf pump: Pump) throws(INPWritingError) {
        let element = Wording.pump(pump.id)
        if let price = pump.energyPrice {
            try row("PUMP", pump.id, "PRICE")
            add(price)
            endRow()
        }
        if let pattern = pump.pricePattern {
            try row("PUMP", pump.id, "PATTERN")
            try add(pattern: pattern, element)
            endRow()
        }
        if let curve = pump.efficiencyCurve {
            try row("PUMP", pump.id, "EFFIC")
            try add(curve: curve, element)
            endRow()
        }
    }
}
