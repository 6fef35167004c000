extension Asset {
    /// What files call a customer's address, the likeliest first. It is nothing that a computation needs, so no mapping names
    /// it; a list of customers without water does.
    package static let addressAttributes = [
        "address", "Address", "ADDRESS", "addr", "ADDR", "地址", "用户地址", "用水地址", "详细地址",
    ]
}
