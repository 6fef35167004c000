#!/usr/bin/env python3
"""Draws map layers as QGIS shows them when it opens them: with the styles that Springline writes beside or inside them.

    draw_map.py OUT.png BACKGROUND.gpkg[:LAYER] FILE.gpkg|FILE.geojson … [--title TEXT] [--size 1400x1000] [--around LAYER]

The background is drawn thin and grey. Needs Debian's python3-qgis; run it with Debian's own python3.
"""

import argparse
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (QgsApplication, QgsLineSymbol, QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle,
                       QgsSingleSymbolRenderer, QgsVectorLayer)
from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QPainter


def layers_of(path):
    """Every layer of a file, with the style it brings."""
    first = QgsVectorLayer(path, os.path.basename(path), "ogr")
    names = [part.split("!!::!!")[1] for part in first.dataProvider().subLayers()]
    if len(names) <= 1:
        return [first]
    names = [name for name in names if name != "layer_styles"]
    return [QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in names]


def legend(painter, layers, width, height, on_right):
    """The categories of all layers that have features, in a lower corner; mere numbers tell parts apart and need none."""
    entries = []
    for layer in layers:
        renderer = layer.renderer()
        if renderer is None or renderer.type() != "categorizedSymbol":
            continue
        field = layer.fields().indexOf(renderer.classAttribute())
        present = {feature[field] for feature in layer.getFeatures()}
        entries += [(c.symbol().clone(), c.label()) for c in renderer.categories() if c.value() in present and not c.label().isdigit()]
    if not entries:
        return
    painter.setFont(QFont("DejaVu Sans", 11))
    widest = max(painter.fontMetrics().horizontalAdvance(label) for _, label in entries)
    left = width - widest - 82 if on_right else 12
    box = QRectF(left, height - 26 * len(entries) - 28, widest + 70, 26 * len(entries) + 16)
    painter.fillRect(box, QColor(255, 255, 255, 225))
    for number, (symbol, label) in enumerate(entries):
        y = box.top() + 8 + 26 * number
        painter.drawImage(QPointF(box.left() + 10, y), symbol.asImage(QSize(32, 24)))
        painter.setPen(Qt.black)
        painter.drawText(QRectF(box.left() + 52, y, widest + 10, 24), Qt.AlignVCenter, label)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("background")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--title", default="")
    parser.add_argument("--size", default="1400x1000")
    parser.add_argument("--around", help="the layer that the map shows; without it the background")
    parser.add_argument("--right", action="store_true", help="the legend stands on the right")
    parser.add_argument("--margin", type=float, default=0.08)
    options = parser.parse_args()
    application = QgsApplication([], True)
    application.initQgis()
    path, _, name = options.background.partition(":")
    background = [layer for layer in layers_of(path) if not name or layer.name() == name][0]
    background.setRenderer(QgsSingleSymbolRenderer(
        QgsLineSymbol.createSimple({"line_color": "190,195,200,255", "line_width": "0.25"})))
    layers = [layer for file in options.files for layer in layers_of(file)]
    layers = [layer for layer in layers if layer.featureCount() > 0]
    for layer in layers:
        print(layer.name(), layer.featureCount(), layer.renderer().type() if layer.renderer() else "-")
    shown = next((layer for layer in layers if layer.name() == options.around), background)
    width, height = (int(part) for part in options.size.split("x"))
    settings = QgsMapSettings()
    # The first layer is drawn on top: points above lines above the background.
    order = {0: 0, 1: 1, 2: 2}
    settings.setLayers(sorted(layers, key=lambda layer: order.get(layer.geometryType(), 3)) + [background])
    settings.setDestinationCrs(background.crs())
    extent = QgsRectangle(shown.extent())
    extent.scale(1 + 2 * options.margin)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(width, height))
    settings.setOutputDpi(110)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    painter = QPainter(image)
    legend(painter, layers, width, height, options.right)
    if options.title:
        painter.setFont(QFont("DejaVu Sans", 13, QFont.Bold))
        painter.setPen(Qt.black)
        painter.fillRect(QRectF(0, 0, width, 34), QColor(255, 255, 255, 225))
        painter.drawText(QRectF(14, 4, width - 20, 28), Qt.AlignVCenter, options.title)
    painter.end()
    image.save(options.out)
    application.exitQgis()


if __name__ == "__main__":
    main()
