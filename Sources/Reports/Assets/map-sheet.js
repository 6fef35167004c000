// ---- The canvas as a layer ---------------------------------------------------------------------

// Paints a little more than the window, so that a short drag shows no blank edge.
const MARGIN = 0.15;
// A painting quicker than this, in ms, can be repeated while the map moves.
const QUICK = 12;

function layerOf(leaflet, painter) {
  const Sheet = leaflet.Layer.extend({
    onAdd(map) {
      this.canvas = leaflet.DomUtil.create('canvas', 'leaflet-zoom-animated', map.getPanes().overlayPane);
      this.canvas.setAttribute('aria-hidden', 'true');
      this.took = 0;
      this.repaint();
    },
    onRemove() {
      leaflet.DomUtil.remove(this.canvas);
    },
    getEvents() {
      return {
        moveend: this.repaint, resize: this.repaint, zoomanim: this.animate,
        zoom: this.follow, move: this.follow,
      };
    },
    // The canvas where the map is now, painted.
    repaint() {
      const map = this._map;
      const size = map.getSize();
      const margin = size.multiplyBy(MARGIN).round();
      const ratio = Math.min(window.devicePixelRatio || 1, 3);
      const width = size.x + 2 * margin.x;
      const height = size.y + 2 * margin.y;
      if (size.x === 0 || size.y === 0) return;
      const canvas = this.canvas;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        canvas.style.width = width + 'px';
        canvas.style.height = height + 'px';
      }
      const corner = map.containerPointToLatLng(margin.multiplyBy(-1));
      this.corner = corner;
      this.zoom = map.getZoom();
      leaflet.DomUtil.setTransform(canvas, map.containerPointToLayerPoint(margin.multiplyBy(-1)), 1);
      const started = performance.now();
      const context = canvas.getContext('2d');
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      painter.paint(context, {
        west: corner.lng, north: corner.lat, scale: map.getZoomScale(this.zoom, 0), width, height,
      });
      this.took = performance.now() - started;
      map.fire('painted', { took: this.took });
    },
    // The last painting, moved and scaled to another view: cheap, and sharp again at the end.
    place(center, zoom) {
      const map = this._map;
      const pane = leaflet.DomUtil.getPosition(map.getPane('mapPane'));
      const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(pane).round();
      leaflet.DomUtil.setTransform(
        this.canvas, map.project(this.corner, zoom).subtract(origin), map.getZoomScale(zoom, this.zoom));
    },
    animate(event) { this.place(event.center, event.zoom); },
    follow() {
      // A flight passes places that were never painted.
      if (this.took < QUICK && performance.now() - (this.last || 0) > 3 * QUICK) {
        this.last = performance.now();
        this.repaint();
      } else {
        this.place(this._map.getCenter(), this._map.getZoom());
      }
    },
  });
  return new Sheet();
}
