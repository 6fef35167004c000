import InputOutput
import Foundation
import PipeNetwork

/// Adds up what pumping uses and costs, step by step, as EPANET's energy report does.
struct EnergyMeter: Sendable {
    private struct PumpEntry: Sendable {
        var id: String
        var link: Int
        var efficiency: CurveTable?
        var price: Double
        var pricePattern: Int32
        var hours = 0.0
        var efficiencyHours = 0.0
        var powerPerFlowHours = 0.0
        var energy = 0.0
        var peak = 0.0
        var cost = 0.0
    }

    private var pumps: [PumpEntry] = []
    private let options: EnergyOptions
    private let gravity: Double
    private let flowRatio: Double
    private let globalPattern: Int32
    private var peak = 0.0
    private var totalHours = 0.0

    init(_ network: Network, _ model: HydraulicModel) throws(HydraulicError) {
        options = network.energy
        gravity = network.hydraulics.specificGravity
        flowRatio = model.flowRatio
        globalPattern = try model.patterns.row(
            network.energy.pricePattern, of: Wording("the price of energy", "电价"))
        for link in model.controlLinks where link.isPump {
            guard let pump = network.pump(at: link.link) else { continue }
            var entry = PumpEntry(
                id: pump.id, link: link.link,
                price: pump.energyPrice.flatMap { $0 > 0 ? $0 : nil } ?? options.price,
                pricePattern: try model.patterns.row(
                    pump.pricePattern, of: ElementWord.element("pump", pump.id)))
            if let id = pump.efficiencyCurve {
                guard let curve = network.curves[id] else {
                    throw .missingReference(
                        element: ElementWord.element("pump", pump.id), kind: Wording("curve", "曲线"), id: id)
                }
                entry.efficiency = CurveTable(curve.points)
            }
            pumps.append(entry)
        }
    }

    /// Adds `hours` of a state, at the price factors of its pattern period.
    mutating func add(_ state: HydraulicState, hours: Double, factors: [Double]) {
        totalHours += hours
        var power = 0.0
        for row in pumps.indices {
            let link = pumps[row].link
            guard !state.statuses[link].isClosed else { continue }
            let flow = max(abs(state.flows[link]), 1e-6 * ModelFlowUnit.cubicFoot)
            let lift = abs(
                state.heads[Int(state.frame.starts[link])] - state.heads[Int(state.frame.ends[link])])
            let percent =
                pumps[row].efficiency.map { Self.efficiency($0, flow, speed: state.settings[link]) }
                ?? options.efficiency
            let efficiency = min(max(percent, 1), 100) / 100
            let kilowatts =
                lift * flow * flowRatio * gravity / EPANETConstants.liftTimesFlowPerWatt / efficiency / 1000
            let pattern = pumps[row].pricePattern >= 0 ? pumps[row].pricePattern : globalPattern
            let price = pumps[row].price * (pattern < 0 ? 1 : factors[Int(pattern)])
            power += kilowatts
            pumps[row].hours += hours
            pumps[row].efficiencyHours += efficiency * hours
            pumps[row].powerPerFlowHours += kilowatts / flow * hours
            pumps[row].energy += kilowatts * hours
            pumps[row].peak = max(pumps[row].peak, kilowatts)
            pumps[row].cost += price * kilowatts * hours
        }
        peak = max(peak, power)
    }

    /// Efficiency, %, of a pump whose curve holds at speed 1: that of the flow brought to speed 1, corrected for the speed
    /// by 100 - (100 - e)·n^-0.1.
    ///
    /// I. Sarbu and I. Borza, "Energetic optimization of water pumping in distribution systems", Period. Polytech. Mech.
    /// Eng. 42 (1998) 141-152, as EPANET 2.2 has it.
    private static func efficiency(_ curve: CurveTable, _ flow: Double, speed: Double) -> Double {
        guard speed > 0, speed != 1 else { return curve.clamped(flow) }
        return 100 - (100 - curve.clamped(flow / speed)) * pow(1 / speed, 0.1)
    }

    /// The account so far.
    var account: EnergyAccount {
        var account = EnergyAccount()
        account.peakPower = peak
        account.demandCharge = peak * options.demandCharge
        account.pumps = pumps.map { pump in
            let hours = pump.hours
            return PumpEnergy(
                pump: pump.id, utilization: totalHours > 0 ? hours / totalHours : 0,
                efficiency: hours > 0 ? pump.efficiencyHours / hours : 0,
                energyPerVolume: hours > 0 ? pump.powerPerFlowHours / hours / 3600 : 0,
                averagePower: hours > 0 ? pump.energy / hours : 0, peakPower: pump.peak, energy: pump.energy,
                cost: pump.cost)
        }
        return account
    }
}
