/// Which Springline this is.
public enum Release {
    /// The version, as the command and the files it writes say it.
    public static let version = "0.1.0"
}
