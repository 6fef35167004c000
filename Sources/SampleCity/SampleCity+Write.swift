import Foundation
import InputOutput

extension SampleCity {
    /// What ``write(to:progress:)`` is doing, for a progress bar.
    public enum Step: String, Sendable, CaseIterable {
        /// Streets, valleys, customers and devices are drawn.
        case drawing
        /// Water flows through the city.
        case flowing
        /// The map's layers are written.
        case map
        /// The readings are written.
        case readings
        /// The truth is written.
        case truth
    }

    /// What was written.
    public struct Summary: Sendable, Hashable {
        /// Junctions.
        public let junctions: Int
        /// Pipes.
        public let pipes: Int
        /// Leak zones, the trunk among them.
        public let zones: Int
        /// Customers.
        public let customers: Int
        /// Meters between zones and at the waterworks.
        public let flowMeters: Int
    }

    /// Writes the city into a folder as an analyst would receive it. The folder is made if it is not there;
    /// files of the same names in it are replaced. The files get there when all are whole: a full disk leaves nothing.
    ///
    /// - `old-town/*.shp` (GBK, EPSG:4548), `east.gpkg` (EPSG:4548), `mountains/*.geojson` (WGS84),
    ///   `zones.gpkg` (EPSG:4548), `mapping.yml`
    /// - `readings/flow.csv` (m³/h), `level.csv` (m), `pressure.csv` (m), `registers.csv` (m³); local time of
    ///   Asia/Shanghai
    /// - `step-tests.csv`: zone, from and to of every step of a pressure step test
    /// - `truth.json`
    ///
    /// - Parameters:
    ///   - directory: the folder; made when it is not there
    ///   - progress: called with the step and its share done, from 0 to 1
    /// - Throws: ``SampleCityError`` when a file cannot be written.
    @discardableResult
    public func write(
        to directory: URL, progress: (Step, Double) -> Void = { _, _ in }
    ) throws(SampleCityError) -> Summary {
        let folder: DraftFolder
        do {
            folder = try DraftFolder(for: directory.path)
        } catch {
            throw .cannotWrite(path: error.path, reason: error.reason)
        }
        do {
            let summary = try writeFiles(to: URL(fileURLWithPath: folder.temporaryPath), progress: progress)
            try folder.publish()
            return summary
        } catch let error as OutputError {
            throw .cannotWrite(path: error.path, reason: error.reason)
        } catch SampleCityError.cannotWrite(let path, let reason) {
            // The person knows the folder that was named, not the draft's.
            throw .cannotWrite(
                path: path.replacingOccurrences(of: folder.temporaryPath, with: directory.path),
                reason: Wording(
                    reason.english.replacingOccurrences(of: folder.temporaryPath, with: directory.path),
                    reason.chinese.replacingOccurrences(of: folder.temporaryPath, with: directory.path)))
        } catch {
            throw .cannotWrite(path: directory.path, reason: Wording(describing: error))
        }
    }

    private func writeFiles(
        to directory: URL, progress: (Step, Double) -> Void
    ) throws(SampleCityError) -> Summary {
        let readings = directory.appendingPathComponent("readings")
        try Self.makeFolder(readings)
        progress(.drawing, 0)
        let model = model()
        let ids = CityIDs(model)
        progress(.flowing, 0)
        let water = water(in: model)
        let dirt = FaultPlan(model, water: water, ids: ids, seed: seed)

        progress(.map, 0)
        try writeLayers(model, ids: ids, to: directory) { progress(.map, $0) }

        progress(.readings, 0)
        let writer = ReadingsWriter(
            model: model, water: water, dirt: dirt, ids: ids, start: start, seed: seed)
        try writer.writeFlows(to: readings.appendingPathComponent("flow.csv"))
        try writer.writeLevels(to: readings.appendingPathComponent("level.csv"))
        try writer.writePressures(to: readings.appendingPathComponent("pressure.csv"))
        try writer.writeRegisters(to: readings.appendingPathComponent("registers.csv")) {
            progress(.readings, $0)
        }

        try writer.writeStepTests(to: directory.appendingPathComponent("step-tests.csv"))

        progress(.truth, 0)
        try TruthWriter(
            model: model, water: water, dirt: dirt, ids: ids, meterErrors: writer.meterErrors, start: start,
            seed: seed, junctions: junctions
        ).write(to: directory.appendingPathComponent("truth.json"))
        progress(.truth, 1)
        return Summary(
            junctions: model.nodes.count, pipes: model.pipes.count, zones: model.zones.count,
            customers: model.customers.count, flowMeters: model.meters.count)
    }

    static func makeFolder(_ url: URL) throws(SampleCityError) {
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: url.path, reason: SystemFault.reason(of: error))
        }
    }
}
