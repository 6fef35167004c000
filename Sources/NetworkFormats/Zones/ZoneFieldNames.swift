/// The names that fields of zones go by, besides the words of ours: what utilities call id, name and parent of a DMA.
enum ZoneFieldNames {
    /// The fields of a zone.
    static let fields: [ElementField] = [.id, .name, .parent]

    /// Names without case, spaces, underscores and hyphens, the more special first.
    static let names: [ElementField: [String]] = [
        .id: [
            "zoneid", "dmaid", "districtid", "sectorid", "areaid", "zonecode", "dmacode", "districtcode",
            "sectorcode", "zoneno", "dmano", "zonenumber", "dmanumber", "分区编号", "分区编码", "分区代码", "分区号",
            "分区id", "片区编号", "片区编码", "片区代码", "片区id", "dma编号", "dma编码", "dma号", "计量分区编号", "区编号",
            "区号", "小区编号", "id", "code", "编号", "编码", "代码", "标识", "no", "number", "dma", "zone", "district",
            "sector", "分区", "片区", "计量分区", "gid", "uid", "objectid", "fid",
        ],
        .name: [
            "zonename", "dmaname", "districtname", "sectorname", "areaname", "分区名称", "分区名", "片区名称",
            "片区名", "dma名称", "dma名", "计量分区名称", "小区名称", "区名", "name", "title", "label", "description",
            "名称", "名字", "分区", "片区", "计量分区", "dma", "zone", "district", "sector",
        ],
        .parent: [
            "parent", "parentid", "parentzone", "parentzoneid", "parentdma", "parentdmaid", "parentcode",
            "parentdistrict", "pid", "upperzone", "superzone", "上级", "上级分区", "上级分区编号", "上级编号", "上级片区",
            "上级id", "父级", "父分区", "父分区编号", "父级编号", "父id", "所属分区", "所属片区", "所属上级", "一级分区",
        ],
    ]

    /// Fewer letters than a Shapefile leaves of a name are no beginning of one.
    private static let shortestCut = 9

    /// The position of the field that `field` is among `names`; those in `taken` are left.
    ///
    /// A name that a Shapefile cut to ten bytes is the one field of which it is a beginning.
    static func position(of field: ElementField, in names: [String], besides taken: Set<Int>) -> Int? {
        let keys = names.map(NameGuess.normalized)
        for name in Self.names[field] ?? [] {
            if let place = keys.firstIndex(of: name), !taken.contains(place) { return place }
        }
        return keys.indices.first { place in
            guard !taken.contains(place), keys[place].utf8.count >= shortestCut else { return false }
            let meant = fields.filter { other in
                (Self.names[other] ?? []).contains { $0.hasPrefix(keys[place]) }
            }
            return meant == [field]
        }
    }
}
