extension CityCustomer {
    /// Years a customer's meter has been in use when the readings begin: up to twelve, since meters are exchanged
    /// late rather than never.
    ///
    /// From a table, not from the builder's stream: so the age moves nothing else in the city.
    static func meterAge(seed: UInt64, index: Int) -> Double {
        let months = RandomSource.hash(seed ^ 0xA6E, index, 0) % 145
        return Double(months) / 12
    }
}

extension CityCustomer.Kind {
    /// Mean relative error of working meters of an age in years: small meters wear and miss the trickle of a tap,
    /// so that at the mean age of six years homes and shops register 2 % too little, bulk meters 1 %.
    func meanMeterError(age: Double) -> Double {
        self == .bulk ? -0.004 - 0.001 * age : -0.008 - 0.002 * age
    }
}
