import InputOutput
import PipeNetwork

extension INPWriter {
    mutating func writeControls() throws(INPWritingError) {
        try openWithComments(.controls, if: !network.controls.isEmpty)
        for control in network.controls {
            let element = Wording("control of link '\(control.link)'", "管段“\(control.link)”的控制")
            let link = try link(control.link, element)
            try row(name(of: link), control.link)
            try add(control.action, to: link, element)
            switch control.condition {
            case .above(let node, let value): try add(node, "ABOVE", value, element)
            case .below(let node, let value): try add(node, "BELOW", value, element)
            case .time(let seconds): try row("AT", "TIME", INPTime.text(seconds))
            case .clockTime(let seconds): try row("AT", "CLOCKTIME", INPTime.text(seconds))
            }
            if !control.isEnabled { try add("DISABLED") }
            endRow()
        }
    }

    private mutating func add(
        _ node: String, _ comparison: String, _ value: Double, _ element: Wording
    ) throws(INPWritingError) {
        guard let place = network.nodes.index(of: node) else {
            throw .unknownNode(element: element, node: node)
        }
        try row("IF", "NODE", node, comparison)
        add(value, network.nodes.kinds[place] == .junction ? units.pressure : units.length)
    }

    private mutating func add(
        _ action: LinkAction, to link: Int, _ element: Wording
    ) throws(INPWritingError) {
        switch action {
        case .open: try add("OPEN")
        case .close: try add("CLOSED")
        case .activate: throw .unwritableAction(element: element, action: "ACTIVE")
        case .set(let setting): try add(setting: setting, of: link, element)
        }
    }

    /// Adds the number that sets a link.
    mutating func add(
        setting: Double, of link: Int, _ element: Wording
    ) throws(INPWritingError) {
        let unit = settingUnit(of: link)
        if network.valve(at: link)?.kind == .gpv {
            throw .unwritableAction(element: element, action: INPNumber.text(setting))
        }
        add(setting, unit)
    }

    /// The unit of a link's setting.
    func settingUnit(of link: Int) -> INPUnits.Unit {
        network.valve(at: link).map { units.setting(of: $0.kind) } ?? INPUnits.none
    }

    /// The row of the link called `id`.
    func link(_ id: String, _ element: Wording) throws(INPWritingError) -> Int {
        guard let row = network.links.index(of: id) else {
            throw .unknownLink(element: element, link: id)
        }
        return row
    }

    /// EPANET's word for the kind of a link.
    func name(of link: Int) -> String {
        switch network.links.kinds[link] {
        case .pipe: "PIPE"
        case .pump: "PUMP"
        case .valve: "VALVE"
        }
    }

    mutating func writeLeakage() throws(INPWritingError) {
        let rows = (0..<network.links.count).filter { network.links.leakage($0) != nil }
        try openWithComments(.leakage, if: !rows.isEmpty)
        for row in rows {
            guard let leakage = network.links.leakage(row) else { continue }
            try add(network.links.ids[row])
            add(leakage.area, units.leakArea)
            add(leakage.expansion, units.leakExpansion)
            endRow()
        }
    }
}
