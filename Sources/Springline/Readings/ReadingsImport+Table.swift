import InputOutput
import Reports

extension ReadingsImport {
    /// A row a file: what was in it and what was stored.
    public var table: Table {
        var table = Table(columns: [
            .init("file", Wording("File", "文件")), .number("series", Wording("Series", "序列")),
            .number("rows", Wording("Rows", "行")), .number("stored", Wording("Stored", "入库")),
            .number("missing", Wording("Empty cells", "空值")),
            .number("duplicates", Wording("Duplicates", "重复")),
            .number("conflicts", Wording("Conflicts", "冲突")),
            .number("out_of_order", Wording("Out of order", "乱序")),
            .number("refused", Wording("Refused", "剔除")), .number("gaps", Wording("Gaps", "缺测")),
            .number("stuck", Wording("Stuck", "恒值")), .number("spikes", Wording("Spikes", "突跳")),
            .number("rollovers", Wording("Rollovers", "翻转")), .number("resets", Wording("Resets", "突变")),
            .number("marked", Wording("Marked", "标记剔除")),
            .number("error_codes", Wording("Error codes", "错误码")),
            .number("replaced", Wording("Replaced", "已替换")), .number("removed", Wording("Removed", "已删除")),
        ])
        for file in files {
            let faults = file.faults
            table.append([
                .text(file.path), .count(file.series), .count(file.rows), .count(file.stored.inserted),
                .count(file.missing),
                .count(faults.count(.duplicatesMerged) + file.stored.merged),
                .count(faults.count(.duplicateConflicts) + file.stored.conflicts),
                .count(faults.count(.outOfOrder)), .count(faults.count(.nonFinite) + faults.count(.negative)),
                .count(faults.count(.gaps)), .count(faults.count(.stuck)), .count(faults.count(.spikes)),
                .count(faults.count(.rollovers)), .count(faults.count(.resets)),
                .count(file.marked), .count(file.errorCodes), .count(file.stored.replaced),
                .count(file.stored.removed),
            ])
        }
        return table
    }
}
