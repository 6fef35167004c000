#!/usr/bin/env python3
"""Opens loss reports in headless Chromium, on a desktop and on a phone, and uses them as a reader would.

    report_pages.py --screenshots FOLDER springs.html springs-zh.html

Builds nothing. Needs Debian's chromium, chromium-driver, python3-selenium and fonts-noto-cjk. Each check prints a
line; the exit code is 1 when one failed. The pages are one city in English and in Chinese, made with Leaflet.
"""

import argparse
import base64
import json
import pathlib
import re
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.interaction import POINTER_TOUCH
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By

SIZES = {"desktop": (1280, 900, 1, False), "phone": (390, 844, 2, True)}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class City:
    """The map's data as the page carries it, decoded here once more, apart from the page's own script."""

    DIGITS = {digit: value for value, digit in enumerate(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")}

    def __init__(self, page):
        text = page.read_text(encoding="utf-8")
        found = re.search(r'<script id="map-data"[^>]*>(.*?)</script>', text, re.DOTALL)
        self.data = json.loads(found.group(1))
        self.pipes = []
        for group in self.data["groups"]:
            numbers = self.numbers(group["courses"])
            x = y = 0
            for name in group["ids"].split("\n"):
                course = []
                for _ in range(next(numbers) + 2):
                    x += self.signed(next(numbers))
                    y += self.signed(next(numbers))
                    course.append((x / 10, y / 10))
                self.pipes.append((name, course))
        self.devices = []
        for kind in self.data["devices"]:
            numbers = self.numbers(kind["places"])
            x = y = 0
            for name in kind["ids"].split("\n"):
                x += self.signed(next(numbers))
                y += self.signed(next(numbers))
                self.devices.append((kind["kind"], kind["name"], name, x / 10, y / 10))

    @classmethod
    def numbers(cls, text):
        value, unit = 0, 1
        for digit in text:
            value += (cls.DIGITS[digit] & 31) * unit
            unit *= 32
            if cls.DIGITS[digit] < 32:
                yield value
                value, unit = 0, 1

    @staticmethod
    def signed(value):
        return -(value + 1) // 2 if value % 2 else value // 2


class Reader:
    """A browser with one page open."""

    def __init__(self, page, size, checks, screenshots):
        self.page, self.size, self.checks, self.screenshots = page, size, checks, screenshots
        self.city = City(page)
        width, height, ratio, self.is_phone = SIZES[size]
        options = Options()
        for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", f"--window-size={width},{height}",
                         "--disable-dev-shm-usage"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        if self.is_phone:
            options.add_experimental_option("mobileEmulation", {
                "deviceMetrics": {"width": width, "height": height, "pixelRatio": ratio, "touch": True}})
        self.browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        if not self.is_phone:
            self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": False})
        started = time.monotonic()
        self.browser.get(page.resolve().as_uri())
        self.wait(lambda: self.state("took") is not None)
        self.loaded = time.monotonic() - started

    def check(self, what, holds, detail=""):
        self.checks.append(bool(holds))
        mark = "ok    " if holds else "FAILED"
        print(f"{mark} {self.page.name} {self.size}: {what}{'' if holds or not detail else f' ({detail})'}",
              flush=True)

    def run(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)

    def wait(self, holds, seconds=6.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return True
            time.sleep(0.05)
        return False

    def picture(self, name):
        if self.screenshots:
            self.browser.save_screenshot(str(self.screenshots / f"{self.page.stem}-{self.size}-{name}.png"))

    # ---- the map ----

    def state(self, name):
        return self.run("return document.getElementById('live-map').dataset[arguments[0]]", name)

    def view(self):
        """The middle of the map in metres, pixels a metre, and its place in the window."""
        box = self.run("const b = document.getElementById('live-map').getBoundingClientRect();"
                       "return [b.left, b.top, b.width, b.height]")
        return float(self.state("x")), float(self.state("y")), 2 ** float(self.state("zoom")), box

    def settle(self):
        """Until the map has stood still for a while: a flight or an opening card may move it."""
        last = None
        for _ in range(100):
            now = (self.state("zoom"), self.state("x"), self.state("y"), self.run("return window.scrollY"))
            if now == last and not self.run("return !!document.querySelector('.leaflet-zoom-anim')"):
                return
            last = now
            time.sleep(0.25)

    def show_map(self):
        self.run("document.documentElement.style.scrollBehavior = 'auto';"
                 "document.getElementById('sheet').scrollIntoView({block: 'start'})")
        self.settle()

    def spotter(self):
        """From metres to places in the window, as the map stands now."""
        middle_x, middle_y, scale, (left, top, width, height) = self.view()
        return lambda x, y: (left + width / 2 + (x - middle_x) * scale, top + height / 2 - (y - middle_y) * scale)

    def spot(self, x, y):
        return self.spotter()(x, y)

    def is_free(self, px, py):
        """Whether a place in the window is map, not a control on it nor off it."""
        left, top, width, height = self.view()[3]
        inside = left + 30 < px < left + width - 30 and top + 60 < py < top + height - 40
        return inside and self.run(
            "const e = document.elementFromPoint(arguments[0], arguments[1]);"
            "return !!e && !!e.closest('#live-map') && !e.closest('.leaflet-control, .leaflet-popup')", px, py)

    def press(self, px, py):
        """A click, or a finger's tap."""
        if self.is_phone:
            finger = PointerInput(POINTER_TOUCH, "finger")
            actions = ActionBuilder(self.browser, mouse=finger)
            actions.pointer_action.move_to_location(int(px), int(py))
            actions.pointer_action.pointer_down()
            actions.pointer_action.pointer_up()
            actions.perform()
        else:
            actions = ActionBuilder(self.browser)
            actions.pointer_action.move_to_location(int(px), int(py))
            actions.pointer_action.click()
            actions.perform()

    def card(self):
        cards = self.browser.find_elements(By.CSS_SELECTOR, ".leaflet-popup-content")
        return cards[-1].text if cards else ""

    def close_card(self):
        self.run("const b = document.querySelector('.leaflet-popup-close-button'); if (b) b.click()")
        self.wait(lambda: not self.browser.find_elements(By.CSS_SELECTOR, ".leaflet-popup"))
        self.settle()

    def close(self):
        self.browser.quit()


def quiet(reader):
    """Nothing said on the console, nothing asked of any network or file but the page itself."""
    said = [entry["message"] for entry in reader.browser.get_log("browser") if entry["level"] != "DEBUG"]
    reader.check("console is silent", not said, said[:3])
    asked, failed = [], []
    for entry in reader.browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
        if message["method"] == "Network.loadingFailed":
            failed.append(message["params"])
    # The page, again with a fragment when a link in it was followed; and pictures inside it.
    own = reader.page.resolve().as_uri()
    others = [url[:90] for url in asked if url.split("#")[0] != own and not url.startswith("data:")]
    reader.check("asks for nothing beyond its file", not others and not failed, (others + failed)[:3])


def layout(reader):
    width = SIZES[reader.size][0]
    over = reader.run("return Math.max(document.body.scrollWidth, document.documentElement.scrollWidth)")
    reader.check("body is no wider than the window", over <= width, over)
    reader.check("map is there", reader.run(
        "const m = document.querySelector('#live-map'), b = m.getBoundingClientRect();"
        "const c = m.querySelector('canvas');"
        "return b.height > 200 && b.width > 200 && c.width > 200 && getComputedStyle("
        "document.querySelector('#sheet .drawing')).display === 'none'"))
    if reader.size == "desktop":
        # Flags, the last column of the figures, stand in the window with all others.
        cut = reader.run(
            "const shut = [...document.querySelectorAll('details:not([open])')]; shut.forEach((d) => d.open = true);"
            "const cut = [...document.querySelectorAll('.scroll')].filter((s) => s.scrollWidth > s.clientWidth)"
            ".map((s) => [s.scrollWidth, s.clientWidth]); shut.forEach((d) => d.open = false); return cut")
        reader.check("no table is wider than its place", not cut, cut[:3])
    reader.check("map has colour", reader.run(
        "const c = document.querySelector('#live-map canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 0) n += 1;"
        "return n / (d.length / 4) > 0.02"))
    reader.check("no global is left behind", reader.run("return window.L === undefined"))


def zoom(reader):
    reader.show_map()
    label = "return document.querySelector('.leaflet-control-scale-line').textContent"
    before, level = reader.run(label), float(reader.state("zoom"))
    reader.check("scale bar is in metres", re.fullmatch(r"[\d.]+ k?m", before), before)
    button = reader.browser.find_element(By.CSS_SELECTOR, ".leaflet-control-zoom-in")
    for _ in range(2):
        button.click()
        reader.settle()
    after = reader.run(label)
    reader.check("zoom changes the scale", after != before and float(reader.state("zoom")) > level, (before, after))
    # A drag moves the map by what the pointer moved.
    x, y, scale, (left, top, width, height) = reader.view()
    if not reader.is_phone:
        ActionChains(reader.browser).move_to_element(
            reader.browser.find_element(By.ID, "live-map")).click_and_hold().move_by_offset(-20, 10).move_by_offset(
                -60, 40).pause(0.3).release().perform()
        reader.settle()
        moved = (float(reader.state("x")) - x) * scale
        reader.check("a drag pans", 30 < moved < 200, moved)
        reader.close_card()
    reader.picture("zoomed")
    reader.browser.find_element(By.CSS_SELECTOR, ".leaflet-control-zoom a:last-child").click()
    reader.settle()
    reader.check("the whole network comes back", abs(float(reader.state("zoom")) - level) < 0.51)


def fly_to(reader, selector):
    """A click on a zone's row, beside its link."""
    row = reader.browser.find_element(By.CSS_SELECTOR, selector)
    reader.run("arguments[0].scrollIntoView({block: 'center'})", row)
    before = (reader.state("zoom"), reader.state("x"), reader.state("y"))
    reader.run("arguments[0].click()", row)
    reader.wait(lambda: (reader.state("zoom"), reader.state("x"), reader.state("y")) != before)
    reader.settle()
    return before != (reader.state("zoom"), reader.state("x"), reader.state("y"))


def zones(reader):
    leaves = reader.city.data["ranking"]
    name = reader.city.data["zones"][leaves[0]]["name"]
    section = reader.city.data["zones"][leaves[0]]["section"]
    link = f'#table a[href="#{section}"]'
    flew = fly_to(reader, f"#table tr:has(a[href='#{section}']) td.loss")
    seen = reader.run("const b = document.getElementById('live-map').getBoundingClientRect();"
                      "return b.top < innerHeight / 2 && b.bottom > 100")
    reader.check("a click on a zone's row flies there", flew and seen)
    reader.check("and opens the zone's card", name in reader.card() and "m³/(km·d)" in reader.card(), reader.card())
    to = reader.browser.find_element(By.CSS_SELECTOR, ".leaflet-popup-content a").get_attribute("href")
    reader.check("the card leads to the zone's section", to.endswith("#" + section), to)
    reader.picture("zone")
    reader.close_card()
    if len(leaves) > 1:
        second = reader.city.data["zones"][leaves[1]]
        flew = fly_to(reader, f".worst li:has(a[href='#{second['section']}']) .locate")
        reader.check("the list of the worst zones leads to the map too", flew and second["name"] in reader.card(),
                     reader.card())
        reader.close_card()
    reader.check("the row's link still leads to the section",
                 reader.browser.find_element(By.CSS_SELECTOR, link).get_attribute("href").endswith(section))


def pipe(reader):
    """The longest pipe in view whose middle is free of devices."""
    spot = reader.spotter()
    marks = [spot(x, y) for _, _, _, x, y in reader.city.devices]
    seen = []
    for name, course in reader.city.pipes:
        at = len(course) // 2
        (ax, ay), (bx, by) = course[at - 1], course[at]
        length = abs(ax - bx) + abs(ay - by)
        seen.append((length, name, spot((ax + bx) / 2, (ay + by) / 2)))
    for length, name, (px, py) in sorted(seen, reverse=True):
        if all(abs(px - x) + abs(py - y) > 60 for x, y in marks) and reader.is_free(px, py):
            reader.press(px, py)
            reader.wait(lambda: reader.card(), 3)
            card = reader.card()
            reader.check("a click on a pipe opens its card", name in card, f"{name}: {card}")
            reader.check("the card says length, diameter, material and zone",
                         all(reader.city.data["words"][word] in card
                             for word in ("length", "diameter", "material", "zone")), card)
            reader.settle()
            reader.picture("pipe")
            reader.close_card()
            return
    reader.check("a pipe is in view", False)


def lone_meter(reader):
    """A meter in view that is nearer than anything else to a click on it; zone by zone where the whole is
    too crowded."""
    reader.run("document.querySelector('.leaflet-control-zoom a:last-child').click()")
    reader.settle()
    devices = reader.city.devices
    for zone in [None] + reader.city.data["ranking"]:
        if zone is not None:
            section = reader.city.data["zones"][zone]["section"]
            fly_to(reader, f".zone[id='{section}'] .locate")
            reader.close_card()
        reader.show_map()
        spot = reader.spotter()
        places = [spot(x, y) for _, _, _, x, y in devices]
        for at, (kind, title, name, x, y) in enumerate(devices):
            px, py = places[at]
            near = any(abs(qx - px) + abs(qy - py) < 10 for other, (qx, qy) in enumerate(places) if other != at)
            if kind == "meter" and not near and reader.is_free(px, py):
                return title, name, x, y
    return None


def layers(reader):
    """A meter answers a click while its layer is on, and not when it is off."""
    found = lone_meter(reader)
    reader.check("a meter stands alone in view", found)
    if not found:
        return
    title, name, x, y = found
    reader.press(*reader.spot(x, y))
    reader.wait(lambda: reader.card(), 3)
    reader.check("a click on a meter opens its card", name in reader.card() and title in reader.card(),
                 reader.card())
    reader.settle()
    reader.picture("meter")
    reader.close_card()
    inner = "const c = document.querySelector('#live-map canvas'); return c.toDataURL()"
    drawn = reader.run(inner)
    switch = "const b = document.querySelector('.legend input[data-layer=meter]'); b.click(); return b.checked"
    off = reader.run(switch)
    reader.check("switching the meters off repaints the map", not off and reader.run(inner) != drawn)
    reader.show_map()
    reader.press(*reader.spot(x, y))
    time.sleep(0.4)
    reader.check("a meter that is off answers no click", title not in reader.card(), reader.card())
    reader.close_card()
    reader.run(switch)


def language(reader, tag, other):
    words = reader.city.data["words"]
    reader.check("lang says " + tag, reader.run("return document.documentElement.lang") == tag)
    reader.check("the map's lang too", reader.run("return document.getElementById('live-map').lang") == tag)
    text = reader.run(
        "const spoken = [...document.querySelectorAll('[title], [aria-label]')]"
        ".map((e) => (e.title || '') + ' ' + (e.getAttribute('aria-label') || ''));"
        "return document.title + '\\n' + document.body.innerText + '\\n' + spoken.join('\\n')")
    if tag == "en":
        found = CHINESE.findall(text)
        reader.check("no Chinese in the English page", not found, found[:5])
    else:
        phrases = [word for word in other.data["words"].values() if len(word) > 5]
        headings = re.findall(r"<h[24][^>]*>([^<]+)</h[24]>", other.page_text) + [
            "Water loss", "Non-revenue", "Close popup", "Zoom in"]
        found = [phrase for phrase in phrases + headings if re.search(rf"\b{re.escape(phrase)}\b", text)]
        reader.check("no English phrase in the Chinese page", not found, found[:5])
        reader.check("Chinese glyphs are drawn", reader.run(
            "function ink(character) { const c = document.createElement('canvas'); c.width = c.height = 40;"
            "const g = c.getContext('2d'); g.font = '32px ' + getComputedStyle(document.body).fontFamily;"
            "g.fillText(character, 2, 34); return c.toDataURL(); }"
            # A missing glyph is a box, the same for every character.
            "const inks = ['漏', '损', '区', '\\u{10fffd}'].map(ink); return new Set(inks).size === inks.length"))
    reader.check("controls speak the page's language", reader.run(
        "return document.querySelector('.leaflet-control-zoom-in').title") == words["in"])


def paper(reader):
    reader.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    reader.check("print shows the drawn map", reader.run(
        "const d = document.querySelector('#sheet svg.map').getBoundingClientRect();"
        "return d.height > 60 && getComputedStyle(document.getElementById('live-map')).display === 'none'"))
    reader.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    pdf = base64.b64decode(reader.browser.execute_cdp_cmd("Page.printToPDF", {
        "printBackground": True, "preferCSSPageSize": True})["data"])
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    reader.check("prints to a PDF", pdf.startswith(b"%PDF") and pages > 0, pages)
    if reader.screenshots:
        (reader.screenshots / f"{reader.page.stem}-{reader.size}.pdf").write_bytes(pdf)


def read(page, size, other, screenshots, checks):
    reader = Reader(page, size, checks, screenshots)
    try:
        reader.picture("top")
        layout(reader)
        language(reader, "zh-CN" if CHINESE.search(reader.browser.title) else "en", other)
        reader.show_map()
        reader.picture("map")
        zoom(reader)
        zones(reader)
        pipe(reader)
        layers(reader)
        paper(reader)
        quiet(reader)
        print(f"       {page.name} {size}: {page.stat().st_size / 1e6:.2f} MB, open after {reader.loaded:.2f} s, "
              f"data read in {reader.state('read')} ms, last painting {reader.state('took')} ms")
    finally:
        reader.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("pages", nargs=2, type=pathlib.Path, metavar="PAGE", help="English, then Chinese")
    arguments.add_argument("--screenshots", type=pathlib.Path, help="a folder for pictures and PDFs")
    options = arguments.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    cities = []
    for page in options.pages:
        city = City(page)
        city.page_text = page.read_text(encoding="utf-8")
        cities.append(city)
    checks = []
    for page, other in zip(options.pages, reversed(cities)):
        for size in SIZES:
            read(page, size, other, options.screenshots, checks)
    print(f"{len(checks)} checks, {checks.count(False)} failed")
    return 0 if checks and all(checks) else 1


if __name__ == "__main__":
    sys.exit(main())
