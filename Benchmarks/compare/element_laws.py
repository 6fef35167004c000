"""The law of each element as EPANET's manual has it (EPA/600/R-20/133, 3.1 and 12.1; 2.3 for leaks and positional valves).

Head losses are m; flows are cubic feet a second where a name says cfs, as EPANET computes, and m³/s elsewhere.
"""

import math

FOOT = 0.3048


def friction(formula, cfs, length, diameter, roughness, viscosity=1.0):
    """Head loss of a pipe by friction, with the sign of the flow."""
    flow, run, width = abs(cfs), length / FOOT, diameter / FOOT
    if flow == 0:
        return 0.0
    if formula == "H-W":
        loss = 4.727 * run * roughness**-1.852 * width**-4.871 * flow**1.852
    elif formula == "C-M":
        loss = (4 * roughness / (1.49 * math.pi * width**2)) ** 2 * (width / 4) ** -1.333 * run * flow**2
    else:
        velocity = flow / (math.pi * width**2 / 4)
        reynolds = velocity * width / (1.1e-5 * viscosity)
        loss = friction_factor(reynolds, roughness / diameter) * run / width * velocity**2 / (2 * 32.2)
    return math.copysign(loss * FOOT, cfs)


def friction_factor(reynolds, relative_roughness):
    """Darcy's: 64/Re up to 2000, Swamee and Jain from 4000, Dunlop's cubic between."""
    if reynolds <= 2000:
        return 64 / reynolds
    wall = relative_roughness / 3.7
    if reynolds >= 4000:
        return 0.25 / math.log10(wall + 5.74 / reynolds**0.9) ** 2
    y2 = wall + 5.74 / 4000**0.9
    y3 = -2 / math.log(10) * math.log(y2)
    fa = y3**-2
    fb = fa * (2 - 0.00514214965799 / (y2 * y3))
    r = reynolds / 2000
    return (7 * fa - fb) + r * ((0.128 - 17 * fa + 2.5 * fb) + r * (
        (-0.128 + 13 * fa - 2 * fb) + r * (0.032 - 3 * fa + 0.5 * fb)))


def minor(cfs, coefficient, diameter):
    """Minor loss; an open valve without a coefficient loses 10⁻⁶ ft a cfs."""
    if coefficient <= 0 or diameter <= 0:
        return 1e-6 * FOOT * cfs
    return 0.02517 * coefficient * cfs * abs(cfs) / (diameter / FOOT) ** 4 * FOOT


def straight(points, x):
    """Straight lines between points, the first and the last carried on."""
    last = len(points) - 1
    place = next((k for k in range(1, last) if x < points[k][0]), last)
    (x0, y0), (x1, y1) = points[place - 1], points[place]
    return y0 + (y1 - y0) / (x1 - x0) * (x - x0)


def pump_head(points, flow):
    """Gain at speed 1: a power law of one point or of three that begin at flow 0, else straight lines."""
    if len(points) == 1:
        (q, h), = points
        return 4 / 3 * h - h / 3 * (flow / q) ** 2
    if len(points) == 3 and points[0][0] == 0:
        shutoff = points[0][1]
        fall1, fall2 = shutoff - points[1][1], shutoff - points[2][1]
        exponent = math.log(fall2 / fall1) / math.log(points[2][0] / points[1][0])
        return shutoff - fall1 * (flow / points[1][0]) ** exponent
    return points[0][1] if flow <= points[0][0] else straight(points, flow)


def pump_gain(points, flow, speed):
    """Gain by the affinity laws: flow goes with the speed, head with its square."""
    return speed**2 * pump_head(points, max(0.0, flow) / speed)


def power_product(watts, speed, cfs_per_flow):
    """Lift times flow, m·m³/s: 8.814 ft·cfs a horsepower of 745.7 W, the power with the cube of the speed."""
    return 8.814 * FOOT / 745.7 * watts * speed**3 / cfs_per_flow


def positional_coefficient(coefficient, opening, points):
    """Loss coefficient of a positional valve: that of the open one over the square of Kv's share. EPANET's line beyond
    the last point leads to (1, 1)."""
    percent = opening
    if points and opening < 100:
        (x0, y0), (x1, y1) = points[0], points[-1]
        if opening < x0:
            percent = opening / x0 * y0
        elif opening > x1:
            percent = (opening - x1) / (1 - x1) * (1 - y1) + y1
        else:
            percent = straight(points, opening) if len(points) > 1 else y0
    share = min(1.0, max(1e-6, percent / 100))
    return coefficient / share**2


def delivered(full, pressure, minimum, required, exponent):
    """Pressure-driven demand (Wagner, Shamir and Marks, 1988); an inflow does not depend on pressure."""
    if full <= 0:
        return full
    share = (pressure - minimum) / (required - minimum)
    return full * max(0.0, min(1.0, share)) ** exponent


def emitted(coefficient, pressure, exponent, allows_backflow):
    """Outflow of an emitter whose coefficient is its flow at 1 m."""
    if pressure < 0:
        return -coefficient * (-pressure) ** exponent if allows_backflow else 0.0
    return coefficient * pressure**exponent


def leaked(area, expansion, pressure, cfs_per_flow):
    """FAVAD (May, 1994): area in m², and m² a m of head; the orifice's 0.6·√(2g) in EPANET's feet."""
    if pressure <= 0:
        return 0.0
    cfs = 0.6 * math.sqrt(2 * 32.2) * (area + expansion * pressure) / FOOT**2 * math.sqrt(pressure / FOOT)
    return cfs / cfs_per_flow
