extension AssetTable {
    /// How many are served by the customer at `row`: its `connections`; its `households` where it states none; 1 where it
    /// states neither. A weight of its importance; for loss indicators, connections and households are two numbers.
    ///
    /// - Parameter row: the row of a customer point.
    public func served(at row: Int) -> Double {
        max(0, attributes[row, "connections"].number ?? attributes[row, "households"].number ?? 1)
    }
}
