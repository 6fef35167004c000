import InputOutput

/// How the figures of the evaluation are computed.
extension MethodNote {
    /// The notes on real and apparent loss, pressure, the night flow and its alarms.
    static let evaluation: [MethodNote] = [
        MethodNote(
            title: Wording("Apparent and real losses", "表观漏损与真实漏失"),
            formulas: ["AL = unauthorised + CMI + data handling", "RL = WL − AL", "CMI = V/(1 − e) − V"],
            text: Wording(
                """
                What nobody measured in this city is a published share (0.25 % each) or what a standard permits \
                (meters 0 ± 2 %), and the figures that rest on it say so. A negative residual is kept: it tells that a \
                meter, the boundary or the use is wrong.
                """,
                """
                本地未实测的分项采用公开的比例（各 0.25 %）或标准允许误差（水表 0 ± 2 %），相关指标均作标记。\
                负的残差照列：它说明流量计、边界或用水量有误。
                """),
            source: Wording("IWA (2000); AWWA M36.", "IWA（2000）；AWWA M36。")),
        MethodNote(
            title: Wording("Unavoidable losses and ILI", "不可避免漏失与 ILI"),
            formulas: ["UARL = (18·Lm + 0.8·Nc + 25·Lp)·P  L/d", "ILI = CARL / UARL"],
            text: Wording(
                """
                Lm is the length of mains in km, Nc the connections, Lp the total length of private pipe in km, P the \
                average pressure in m. Made for systems of some thousand connections between 25 and 100 m; outside, the \
                figure is shown and flagged. For small zones the component UARL raises each part by its own exponent.
                """,
                """
                Lm 为管长（km），Nc 为接户数，Lp 为用户支管总长（km），P 为平均压力（m）。公式适用于数千户以上、\
                压力 25–100 m 的管网，超出时照列并标记。小分区另列分项 UARL，各项按自身的指数随压力变化。
                """),
            source: Wording(
                "Lambert et al. (1999); Water Loss Control, p. 103.",
                "Lambert 等（1999）；Water Loss Control 第 103 页。")),
        MethodNote(
            title: Wording("Average zone pressure", "区域平均压力"),
            formulas: ["AZP = Σ w·(H − z) / Σ w", "NDF = Σ over 24 h of (P_i / P_MNF)^N1"],
            text: Wording(
                """
                Heads are interpolated from the pressure points along the pipes, or by the hydraulic model raised by what \
                the points differ from it, and weighted by connections. AZNP is the same in the hour of the night's \
                minimum. The night-day factor is in hours a day; it is not divided by 24.
                """,
                """
                由测压点沿管道内插水头（或用水力模型并按测压点修正），按接户数加权平均。AZNP 为夜间最小流量时段的平均压力。\
                昼夜系数以 h/d 计，不除以 24。
                """),
            source: Wording("Water Loss Control, pp. 158–164.", "Water Loss Control 第 158–164 页。")),
        MethodNote(
            title: Wording("Leakage from night flows", "夜间流量法漏失"),
            formulas: [
                "NNF = MNF − LNU", "UBL = (20·Lm + 1.25·Nc + 33·Lp)·(AZNP/50)^1.5  L/h",
                "excess = NNF − ICF·UBL", "ESPB = excess / (1.6·(AZNP/50)^0.5)", "leakage = NNF·NDF·days",
            ],
            text: Wording(
                """
                Night use is measured where customers are read by the hour and estimated by published rates elsewhere. \
                The result is compared with the real loss of the balance: beyond the combined 95 % limits, night use, a \
                meter, the boundary or N1 is wrong, and the report says which change each would need.
                """,
                """
                逐时抄表的用户按实测，其余按公开定额估计夜间合法用水。结果与水量平衡的真实漏失比较：超出合并的 95 % 区间时，\
                夜间用水、流量计、边界或 N1 有误，报告给出各自所需的变化量。
                """),
            source: Wording(
                "UKWIR; Water Loss Control, pp. 73 and 160.", "UKWIR；Water Loss Control 第 73、160 页。")),
        MethodNote(
            title: Wording("Steps of the night flow", "夜间流量突变"),
            formulas: [
                "y = a + b·t + δ·[t ≥ t₀] + r,  |δ| ≥ max(3σ·(0.6 + 1/n), 5 %·(0.67 + 0.7/n)),  |δ| ≥ 4·s(δ)"
            ],
            text: Wording(
                """
                The week's shape, the scatter σ, the autocorrelation and the season's slope are learnt from the zone's own \
                past, 90 nights before the period included; public holidays are left out. The last n = 2…7 nights are \
                compared with the 21 before by generalised least squares. A step is told when it is worth an alarm and \
                stands clear of its standard error; nights that go back within a week are told so. Nights in which nothing \
                changes are simulated from the zone's own, and what the alarm says of them that lasts a week is printed as its \
                false alarms a year. A season that comes within days is told too: the night flow did change.
                """,
                """
                由分区自身历史（含报告期前 90 夜）学习星期效应、离散度 σ、自相关和季节坡度，法定节假日不计。用广义最小二乘把最近 \
                n = 2…7 夜与之前 21 夜比较；变化达到阈值且明显大于其标准误差时告警，一周内恢复的亦告知。用分区自身各夜模拟无变化的夜间流量，\
                其中持续一周以上的告警数即所列每年误报数。数日内到来的季节性变化同样会告警，因为夜间流量确已改变。
                """),
            source: Wording(
                "Prais and Winsten (1954); Paparoditis and Politis (2002).",
                "Prais 和 Winsten（1954）；Paparoditis 和 Politis（2002）。")),
    ]
}
