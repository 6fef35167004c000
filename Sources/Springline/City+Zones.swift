import CityStore
import Geospatial
import InputOutput
import LeakZones
import NetworkFormats
import PipeNetwork
import Telemetry

extension City {
    /// Cuts the network into zones and keeps them (see `ZoneScheme.derived(from:cuts:names:)`).
    @discardableResult
    public func deriveZones(
        cuts: [String], names: [(node: String, name: String)] = [], validFrom: Timestamp? = nil,
        dated: ChangeDate? = nil
    ) throws -> ZoneDerivation {
        try importing { writer in
            let network = try writer.network()
            let derivation = try ZoneScheme.derived(from: network, cuts: cuts, names: names)
            try writer.saveZones(derivation.scheme, for: network, validFrom: dated?.time ?? validFrom)
            try writer.note(dated)
            return derivation
        }
    }

    /// Reads zones from a polygon layer, assigns every node, and keeps them (see
    /// `ZoneScheme.assigned(_:to:)`).
    @discardableResult
    public func importZones(
        from path: String, layer: String? = nil, crs: CoordinateReferenceSystem? = nil,
        validFrom: Timestamp? = nil, dated: ChangeDate? = nil
    ) throws -> ZoneAssignment {
        try importZones(
            from: path, ZoneLayer.Options(layer: layer, crs: crs), validFrom: validFrom, dated: dated)
    }

    /// Reads zones from a polygon layer whose fields, layer or reference system are told, assigns every node, and keeps
    /// them (see `ZoneScheme.assigned(_:to:)`).
    ///
    /// - Parameter note: is told which field is taken for what.
    @discardableResult
    public func importZones(
        from path: String, _ options: ZoneLayer.Options, validFrom: Timestamp? = nil,
        dated: ChangeDate? = nil, note: (Wording) -> Void = { _ in }
    ) throws -> ZoneAssignment {
        try importing { writer in
            let network = try writer.network()
            let zones = try ZoneLayer.read(path: path, options, city: network.crs, note: note)
            let assignment = try ZoneScheme.assigned(zones, to: network)
            try writer.saveZones(assignment.scheme, for: network, validFrom: dated?.time ?? validFrom)
            try writer.note(dated)
            return assignment
        }
    }

    /// Verifies the boundaries of the city's zones (see `ZoneVerification`).
    ///
    /// - Throws: ``RequestError/noZones(path:)``, `CityError`.
    public func verifiedZones() throws -> (
        verification: ZoneVerification, scheme: ZoneScheme, network: Network
    ) {
        let (network, scheme) = try zonedNetwork()
        return (try ZoneVerification(scheme, in: network), scheme, network)
    }

    /// Takes zones from an attribute of nodes or pipes and keeps them (see `ZoneScheme.byAttribute(_:in:)`).
    @discardableResult
    public func takeZones(fromAttribute name: String, validFrom: Timestamp? = nil, dated: ChangeDate? = nil)
        throws
        -> ZoneAssignment
    {
        try importing { writer in
            let network = try writer.network()
            let assignment = try ZoneScheme.byAttribute(name, in: network)
            try writer.saveZones(assignment.scheme, for: network, validFrom: dated?.time ?? validFrom)
            try writer.note(dated)
            return assignment
        }
    }
}
