/// Which names are names of the IANA time zone database.
///
/// Foundation takes more than these: `CST` (China, Cuba or Chicago?), `BST` (there is one in Bangladesh),
/// `IST`, and offsets
/// such as `UTC+8` and `GMT-0500`, all of which would be kept in a city for ever.
enum ZoneName {
    /// The areas that zones are named after.
    private static let areas: Set<Substring> = [
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil", "Canada",
        "Chile", "Etc", "Europe", "Indian", "Mexico", "Pacific", "US",
    ]

    /// Names without an area. `EST`, `MST` and `HST` are in the database too, but mean a clock that is never
    /// put
    /// forward, which no one who writes them thinks of.
    private static let plain: Set<String> = [
        "UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich", "CET", "EET", "MET", "WET", "EST5EDT",
        "CST6CDT",
        "MST7MDT", "PST8PDT", "PRC", "ROC", "ROK", "Japan", "Hongkong", "Singapore", "Cuba", "Egypt", "Eire",
        "GB", "Iceland", "Iran", "Israel", "Jamaica", "Kwajalein", "Libya", "NZ", "NZ-CHAT", "Navajo",
        "Poland",
        "Portugal", "Turkey", "W-SU",
    ]

    /// Whether a name has the form of one in the database; whether it is there is for Foundation to say.
    static func isIANA(_ name: String) -> Bool {
        guard let slash = name.firstIndex(of: "/") else { return plain.contains(name) }
        return areas.contains(name[..<slash])
    }
}
