/// What was read of a layer otherwise than it stands there, counted, with the first feature of each kind.
///
/// One layer has one of these; the records of its features write into it.
final class LayerRemarks {
    private var order: [String] = []
    private var counts: [String: (count: Int, first: String)] = [:]

    /// Counts a remark about the feature called `id`.
    func note(_ what: String, _ id: String) {
        if let known = counts[what] {
            counts[what] = (known.count + 1, known.first)
        } else {
            order.append(what)
            counts[what] = (1, id)
        }
    }

    /// The remarks as sentences about `place`.
    func sentences(_ place: LayerPlace) -> [String] {
        order.compactMap { what in
            counts[what].map { "\(place): \($0.count)× \(what) (first: \($0.first))" }
        }
    }
}
