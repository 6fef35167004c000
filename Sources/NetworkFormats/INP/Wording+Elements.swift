import InputOutput

/// Elements as messages name them.
extension Wording {
    static func node(_ id: String) -> Wording { Wording("node '\(id)'", "节点“\(id)”") }
    static func link(_ id: String) -> Wording { Wording("link '\(id)'", "管段“\(id)”") }
    static func pipe(_ id: String) -> Wording { Wording("pipe '\(id)'", "管段“\(id)”") }
    static func pump(_ id: String) -> Wording { Wording("pump '\(id)'", "水泵“\(id)”") }
    static func valve(_ id: String) -> Wording { Wording("valve '\(id)'", "阀门“\(id)”") }
    static func junction(_ id: String) -> Wording { Wording("junction '\(id)'", "节点“\(id)”") }
    static func reservoir(_ id: String) -> Wording { Wording("reservoir '\(id)'", "水源“\(id)”") }
    static func tank(_ id: String) -> Wording { Wording("tank '\(id)'", "水池（水箱）“\(id)”") }
}
