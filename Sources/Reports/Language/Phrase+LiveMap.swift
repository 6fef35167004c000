import InputOutput

extension Phrase {
    /// The words of the map that pans and zooms.
    var liveMapWording: Wording? {
        switch self {
        case .liveMapText:
            Wording(
                """
                Pipes are coloured by their zone’s loss per kilometre of main. Drag to move; pinch, use the buttons, \
                or click the map and turn the wheel to zoom. Choose a pipe, a device or a zone to see what it is.
                """,
                "管段按所属分区的单位管长漏损水量着色。拖动可平移；双指、按钮或点击地图后滚动滚轮可缩放；点选管段、设备或分区可查看详情。")
        case .zoneAreas: Wording("areas of the zones", "分区范围")
        case .zoneNames: Wording("names of the zones", "分区编号")
        case .pipes: Wording("pipes", "管段")
        case .pipe: Wording("Pipe", "管段")
        case .pump: Wording("Pump", "水泵")
        case .valve: Wording("Regulating valve", "调节阀")
        case .identifier: Wording("Id", "编号")
        case .kind: Wording("Kind", "类型")
        case .length: Wording("Length", "长度")
        case .diameter: Wording("Diameter", "管径")
        case .material: Wording("Material", "管材")
        case .betweenZones: Wording("between {0} and {1}", "{0} 与 {1} 之间")
        case .outsideZones: Wording("outside the zones", "分区外")
        case .readOn: Wording("All figures of this zone", "查看该分区全部数据")
        case .showOnMap: Wording("Show {0} on the map", "在图上查看 {0}")
        case .wholeNetwork: Wording("Show the whole network", "显示整个管网")
        case .zoomIn: Wording("Zoom in", "放大")
        case .zoomOut: Wording("Zoom out", "缩小")
        case .closeCard: Wording("Close", "关闭")
        case .north: Wording("North is up", "上北下南")
        default: nil
        }
    }
}
