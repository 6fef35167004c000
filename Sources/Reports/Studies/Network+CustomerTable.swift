import InputOutput
import PipeNetwork

extension Network {
    /// A row for each customer without water: who, where, of what kind, and why.
    ///
    /// - Parameters:
    ///   - isolated: rows of the assets in what is isolated; those that are no customers are passed over.
    ///   - cutOff: rows of the assets that are cut off besides.
    func customerTable(isolated: [Int32], cutOff: [Int32]) -> Table {
        var table = Table(columns: [
            .init("id", Wording("Customer", "用户")), .init("account", Wording("Account", "户号")),
            .init("address", Wording("Address", "地址")),
            .number("connections", Wording("Connections", "接户数")),
            .number("households", Wording("Households", "户数")),
            .init("kind", Wording("Kind", "类型")), .init("node", Wording("At node", "所在节点")),
            .init("cut_off", Wording("Cut off besides", "连带停水")),
        ])
        for (rows, isCutOff) in [(isolated, false), (cutOff, true)] {
            for row in rows.map(Int.init) where assets.kinds[row] == .customerPoint {
                let attributes = assets.attributes
                func text(_ names: [String]) -> Table.Cell {
                    .text(names.lazy.compactMap { attributes[row, $0].text }.first { !$0.isEmpty })
                }
                func count(_ name: String) -> Table.Cell {
                    .number(attributes[row, name].number, decimals: 0)
                }
                table.append([
                    .text(assets.ids[row]), text(["account"]), text(Asset.addressAttributes),
                    count("connections"),
                    count("households"), text(["type"]),
                    .text(assets.node[row] < 0 ? nil : nodes.ids[Int(assets.node[row])]), .answer(isCutOff),
                ])
            }
        }
        return table
    }
}
