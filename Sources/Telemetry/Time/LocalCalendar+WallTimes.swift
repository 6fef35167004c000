extension LocalCalendar {
    /// The instant at which the clocks of another zone show what this zone's show at `time`; of two the
    /// first.
    ///
    /// - Throws: ``TelemetryError/skippedWallTime(_:zone:)``.
    public func sameWallTime(_ time: Timestamp, in other: LocalCalendar) throws(TelemetryError) -> Timestamp {
        Timestamp(try sameWallTimes([time.secondsSince1970], in: other)[0])
    }

    /// The instants at which the clocks of another zone show what this zone's show at `times`, in their
    /// order.
    ///
    /// - Throws: ``TelemetryError/skippedWallTime(_:zone:)``.
    public func sameWallTimes(_ times: [Int64], in other: LocalCalendar) throws(TelemetryError) -> [Int64] {
        var moved: [Int64] = []
        moved.reserveCapacity(times.count)
        var repeats = RepeatedHours()
        for time in times {
            let wall = wallSeconds(at: time)
            switch other.match(wall: wall) {
            case .once(let time): moved.append(time.secondsSince1970)
            case .twice(let first, let second):
                repeats.note(moved.count, second: second.secondsSince1970)
                moved.append(first.secondsSince1970)
            case .never:
                throw .skippedWallTime(WallTime.text(seconds: wall), zone: other.timeZoneIdentifier)
            }
        }
        if !repeats.isEmpty { repeats.settle(&moved, after: nil) }
        return moved
    }
}
