/// A program whose exports have names and units of their own; Docs/mapping.md says which.
public enum SourceTool: String, Hashable, Sendable, CaseIterable {
    /// WNTR (`write_geojson`, `write_shapefile`): a file a kind, everything in m, m³/s and W.
    case wntr = "WNTR"
    /// Giswater: arcs, nodes and connecs, nominal diameters in mm, a `state` that says whether a thing is there.
    case giswater = "Giswater"
    /// QGISRed: shapes of an EPANET project, flows in its default L/s.
    case qgisred = "QGISRed"

    /// The program that wrote a layer with these fields; `nil` when they are nobody's own.
    ///
    /// Names are compared as those of fields are, and as Shapefiles cut them.
    init?(fields: [String]) {
        let names = Set(fields.map(NameGuess.normalized))
        func has(_ name: String, _ cut: String? = nil) -> Bool {
            names.contains(name) || cut.map(names.contains) == true
        }
        if has("startnodename", "startnode") && has("endnodename", "endnoden")
            || has("demandpattern", "demandpat") && has("basedemand", "basedeman")
            || has("basehead") && has("headpatternname", "headpatte")
            || has("initlevel") && has("minvol") && has("volcurvename", "volcurve")
        {
            self = .wntr
        } else if has("arcid") && (has("arccatid") || has("node1") || has("state"))
            || has("nodeid") && (has("nodecatid") || has("epatype"))
            || has("connecid") && (has("connecatid") || has("conneccatid") || has("arcid") || has("state"))
        {
            self = .giswater
        } else if has("inistatus") || has("losscoeff") || has("idpattdem") || has("idheadpatt")
            || has("idhfcurve") || has("roughcoeff")
        {
            self = .qgisred
        } else {
            return nil
        }
    }

    /// Whether a layer that says nothing of its maker has this program's names, so that it is of it when the layers
    /// beside it are.
    func mayHaveWritten(_ fields: [String]) -> Bool {
        guard self == .wntr else { return false }
        let names = fields.map(NameGuess.normalized)
        let known = Self.wntrNames
        let own = [
            "basedemand", "basedeman", "basehead", "initlevel", "initialstatus", "initialst", "basespeed",
        ]
        return names.allSatisfy { name in known.contains { $0 == name || $0.prefix(name.count) == name } }
            && names.contains(where: own.contains)
    }

    private static let wntrNames = [
        "name", "basedemand", "demandpattern", "elevation", "demandcategory", "emittercoefficient",
        "initialquality", "minimumpressure", "requiredpressure", "pressureexponent", "tag", "initlevel",
        "minlevel", "maxlevel", "diameter", "minvol", "volcurvename", "overflow", "mixingfraction",
        "mixingmodel",
        "bulkcoeff", "basehead", "headpatternname", "startnodename", "endnodename", "length", "roughness",
        "minorloss", "initialstatus", "checkvalve", "wallcoeff", "pumptype", "pumpcurvename", "power",
        "basespeed", "speedpatternname", "initialsetting", "efficiencycurvename", "energypattern",
        "energyprice",
        "valvetype",
    ]

    /// Names of fields that only its layers have, or that mean something else elsewhere; they go before all others.
    public var fields: [ElementField: [String]] {
        switch self {
        case .wntr:
            [
                .emitter: ["emittercoefficient", "emitterco", "emittercoe"],
                .headCurve: ["pumpcurvename", "pumpcurve"],
                .speed: ["basespeed"],
            ]
        case .giswater:
            [
                .id: ["arcid", "nodeid", "connecid"],
                .diameter: ["dnom", "catdnom"],
                .material: ["matcatid", "catmatcatid"],
                .year: ["builtdate"],
                .elevation: ["topelev", "elevation"],
                .length: ["customlength", "gislength"],
                .lifecycle: ["state"],
                .kind: ["epatype"],
                .meter: ["hydrometerid"],
            ]
        case .qgisred:
            [
                .year: ["instaldate"],
                .minorLoss: ["losscoeff"],
                .roughness: ["roughcoeff"],
                .demand: ["basedem"],
                .demandPattern: ["idpattdem"],
                .headPattern: ["idheadpatt"],
                .initialLevel: ["inilevel"],
                .minimumVolume: ["minvolume"],
                .volumeCurve: ["idvolcurve"],
                .headCurve: ["idhfcurve"],
                .speedPattern: ["idspeedpat"],
            ]
        }
    }

    /// Fields that never are what their name says elsewhere: `state` of Giswater is no valve's.
    func means(_ field: ElementField, notBy name: String) -> Bool {
        self == .giswater && field == .status && name == "state"
    }

    /// The unit of a field that the program writes whatever the numbers look like; `nil` where it has none of its own.
    public func unit(of field: ElementField, on role: ElementRole) -> String? {
        switch (self, field) {
        case (.wntr, .length), (.wntr, .diameter), (.wntr, .elevation), (.wntr, .head),
            (.wntr, .initialLevel),
            (.wntr, .minimumLevel), (.wntr, .maximumLevel):
            "m"
        case (.wntr, .demand): "m3/s"
        case (.wntr, .power): "W"
        case (.giswater, .diameter): "mm"
        case (.giswater, .length): "m"
        case (.qgisred, .diameter): role == .tank ? "m" : "mm"
        case (.qgisred, .demand): "L/s"
        default: nil
        }
    }
}
