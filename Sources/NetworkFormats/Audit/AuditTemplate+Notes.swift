import InputOutput

/// What a template says of each input.
extension AuditTemplate {
    static func note(_ key: String) -> Wording { notes[key] ?? .empty }

    private static let notes: [String: Wording] = [
        "own_sources": Wording(
            "From own sources; required. under_registration_percent: what the bulk meters miss of the true volume",
            "自产供水量，必填。少计率：供水流量计少计水量占真实水量的百分比"),
        "imported": Wording("Bought in bulk", "外购（批量购入）"),
        "exported": Wording("Sold in bulk to others", "转供（批量售出）"),
        "storage_change": Wording(
            "What tanks behind the bulk meters hold more at the end than at the start; negative where less",
            "流量计之后各水池期末较期初增加的蓄水量；减少为负"),
        "billed_metered": Wording("Billed and metered, exports apart; required", "计费且计量（不含转供），必填"),
        "billed_unmetered": Wording("Billed by an estimate", "计费但未计量（估算）"),
        "unbilled_metered": Wording("Free and metered", "免费且计量"),
        "unbilled_unmetered": Wording(
            "Free and not metered: flushing, fire fighting; 0 if there is none", "免费未计量：管网冲洗、消防等；没有则填 0"),
        "unauthorised": Wording("Theft and connections that nobody knows", "偷盗水及未登记接户"),
        "data_handling": Wording("Errors of reading and billing", "抄表与收费的数据错误"),
        "customer_meters": Wording(
            "What customers' meters miss, percent of the true volume; limits in percentage points",
            "用户水表少计水量占真实水量的百分比；误差以百分点计"),
        "mains": Wording("Length of mains", "配水管道长度"),
        "connections": Wording(
            "Service connections, from main to property line: neither properties nor meters",
            "接户管数（干管至地界），不是户数或水表数"),
        "private_pipe_mean": Wording(
            "Mean length from property line to meter; 0 where meters stand at the line",
            "地界至水表的平均管长；水表位于地界处填 0"),
        "average_pressure": Wording("Average pressure of the system while it has any", "带压期间的管网平均压力"),
        "retail": Wording("what customers pay, for a m3 where no unit says otherwise", "售水价，未注单位时按每 m3"),
        "variable": Wording("what it costs to make one more, likewise", "多供一单位水的变动成本，单位同上"),
        "running_cost": Wording("of the system in the period", "统计期内的运行成本"),
        "real_losses_at": Wording("variable, or retail where water is short", "填“变动成本”；缺水地区填“售水价”"),
        "defaults": Wording(
            "awwa-v5, awwa-v6 or none: whether AWWA's defaults stand in for what is not known",
            "AWWA第5版、AWWA第6版或无：未知项是否采用 AWWA 缺省值"),
        "world": Wording(
            "developed or developing: whose World Bank matrix applies", "发达国家或发展中国家：采用哪一世界银行分级"),
        "households": Wording("Read at households' own meters, for R1", "居民抄表到户水量，用于 R1"),
        "pipes_dn75": Wording("Pipes of DN75 and larger, for R2", "DN75（含）以上管道长度，用于 R2"),
        "plants": Wording(
            "Each plant: mean of the pressures on the hour at its outlet, and its supply, for R3",
            "各水厂：正点出厂压力的年平均值及其供水量，用于 R3"),
        "frost_depth": Wording("Largest depth of frost, for R4", "最大冻土深度，用于 R4"),
        "visible_leaks": Wording("Visible leaks Qr1", "明漏水量 Qr1"),
        "hidden_leaks": Wording("Hidden leaks Qr2", "暗漏水量 Qr2"),
        "background": Wording("Background leakage Qr3", "背景漏失水量 Qr3"),
        "tanks": Wording("Leakage and overflow of tanks Qr4", "水箱、水池的渗漏和溢流水量 Qr4"),
        "master_meter_difference": Wording(
            "Difference between master and household meters Qm1", "居民用户总分表差损失水量 Qm1"),
        "non_resident_meter_error": Wording("Error of non-residents' meters Qm2", "非居民用户表具误差损失水量 Qm2"),
        "targets.r_bl_percent": Wording(
            "a loss rate of one's own; 10, 12 and the national 9 % are compared anyway",
            "自定漏损率目标；10 %、12 % 与全国 9 % 自动比较"),
        "targets.nrw_percent_of_ws": Wording("of the water supplied, percent", "占供水量的百分比"),
        "targets.ili": Wording("the most that it should be", "不超过的数值"),
        "targets.rl_l_per_connection_d": Wording("litres a connection and day", "每接户每日升数"),
    ]
}
