// ---- The map in its page -----------------------------------------------------------------------

// Small pictures drawn in a box of 24: this is all the markup we make, and it holds no text.
function icon(path) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(space, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

function boundsOf(leaflet, box) {
  return leaflet.latLngBounds([box.south, box.west], [box.north, box.east]);
}

function start() {
  const sheet = document.getElementById('sheet');
  const holder = document.getElementById('live-map');
  const source = document.getElementById('map-data');
  // Without the library, or with another version than fits, the drawing stays.
  const leaflet = window.L;
  if (!leaflet || !leaflet.map || !sheet || !holder || !source) return;
  // The page is ours alone: nothing else needs the library by its name.
  delete window.L;
  const started = performance.now();
  const city = JSON.parse(source.textContent);
  const pipes = pipesOf(city);
  if (pipes.count === 0) return;
  sheet.classList.add('is-live');
  const index = indexOf(pipes);
  const painter = painterOf(city, pipes, index, sheet);
  holder.dataset.read = (performance.now() - started).toFixed(1);
  const map = mapOf(leaflet, holder, city, pipes);
  const layer = layerOf(leaflet, painter);
  // Where the map is, for whoever looks at the page from outside.
  map.on('painted', (event) => {
    const center = map.getCenter();
    holder.dataset.zoom = map.getZoom();
    holder.dataset.x = center.lng;
    holder.dataset.y = center.lat;
    holder.dataset.took = event.took.toFixed(1);
  });
  wireLegend(sheet, painter, layer);
  layer.addTo(map);
  const choose = chooserOf(leaflet, map, city, pipes, index, painter);
  listen(map, holder, choose);
  wireZones(leaflet, map, sheet, city, pipes, choose);
}

function mapOf(leaflet, holder, city, pipes) {
  const words = city.words;
  holder.setAttribute('role', 'application');
  holder.setAttribute('aria-label', words.map);
  const map = leaflet.map(holder, {
    crs: leaflet.CRS.Simple, zoomControl: false, attributionControl: false, zoomSnap: 0.25,
    wheelPxPerZoomLevel: 90, scrollWheelZoom: false, tap: false, minZoom: -30, maxZoom: 30,
  });
  const whole = boundsOf(leaflet, pipes.box);
  const fit = Math.min(map.getBoundsZoom(whole.pad(0.03)), 3);
  map.setMinZoom(fit - 1);
  map.setMaxZoom(Math.max(3, fit + 3));
  map.fitBounds(whole.pad(0.03), { animate: false });

  const zoom = leaflet.control.zoom({ zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(map);
  const home = element('a');
  home.href = '#map';
  home.title = words.whole;
  home.setAttribute('role', 'button');
  home.setAttribute('aria-label', words.whole);
  home.append(icon('M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5'));
  leaflet.DomEvent.on(home, 'click', (event) => {
    leaflet.DomEvent.stop(event);
    map.closePopup();
    map.flyToBounds(whole.pad(0.03), { duration: 0.6, animate: !isCalm() });
  });
  zoom.getContainer().append(home);
  leaflet.control.scale({ imperial: false, maxWidth: 130 }).addTo(map);
  leaflet.control.attribution({ prefix: false }).addAttribution('Springline · Leaflet').addTo(map);
  if (city.hasNorth) addNorth(leaflet, map, words.north);
  return map;
}

function addNorth(leaflet, map, title) {
  const control = leaflet.control({ position: 'topright' });
  control.onAdd = function () {
    const mark = element('div', '', 'north');
    mark.title = title;
    mark.append(icon('M12 1l7 21-7-5-7 5z'), element('span', 'N'));
    return mark;
  };
  control.addTo(map);
}

function isCalm() { return window.matchMedia('(prefers-reduced-motion: reduce)').matches; }

// What lies under a place, and its card.
function chooserOf(leaflet, map, city, pipes, index, painter) {
  const cards = cardsOf(city, pipes);
  const line = leaflet.polyline([], {
    color: '#ffd400', weight: 9, opacity: 0.75, interactive: false,
  });

  function reach(isTouch) { return (isTouch ? 16 : 7) / map.getZoomScale(map.getZoom(), 0); }

  function under(place, isTouch) {
    const away = reach(isTouch);
    const device = painter.deviceAt(place.lng, place.lat, 1.5 * away);
    if (device) return { device };
    const isShown = painter.shown.get('pipes') !== false;
    const pipe = isShown ? index.nearest(place.lng, place.lat, away) : -1;
    if (pipe >= 0) return { pipe };
    const zone = painter.areas.zoneAt(place.lng, place.lat);
    return city.zones[zone] ? { zone } : null;
  }

  function open(place, card) {
    const popup = leaflet.popup({
      maxWidth: Math.min(320, map.getSize().x - 140), minWidth: 160,
      autoPanPaddingTopLeft: [58, 12], autoPanPaddingBottomRight: [46, 12],
    });
    popup.setLatLng(place).setContent(card).openOn(map);
    const close = popup.getElement().querySelector('.leaflet-popup-close-button');
    if (close) {
      close.setAttribute('aria-label', city.words.close);
      close.setAttribute('role', 'button');
      close.setAttribute('href', '#map');
    }
  }

  function at(place, isTouch) {
    const it = under(place, isTouch);
    if (!it) return map.closePopup();
    if (it.device) return open([it.device.y, it.device.x], cards.device(it.device));
    if (it.pipe === undefined) return open(place, cards.zone(it.zone));
    open(place, cards.pipe(it.pipe));
    const course = [];
    for (let v = pipes.first[it.pipe]; v < pipes.first[it.pipe + 1]; v += 1) {
      course.push([pipes.y[v], pipes.x[v]]);
    }
    line.setLatLngs(course).addTo(map);
  }

  map.on('popupclose', () => line.remove());

  // A group of zones has no pipes of its own: its card opens in the middle of them.
  function zone(position, box) {
    const anchor = painter.anchors[position];
    const middle = [(box.south + box.north) / 2, (box.west + box.east) / 2];
    open(anchor ? [anchor.y, anchor.x] : middle, cards.zone(position));
  }

  return { under, at, zone };
}

function listen(map, holder, choose) {
  const isCoarse = window.matchMedia('(pointer: coarse)').matches;
  map.on('click', (event) => {
    const pointer = event.originalEvent && event.originalEvent.pointerType;
    choose.at(event.latlng, pointer ? pointer === 'touch' : isCoarse);
  });
  // Looking under the pointer once a frame is enough.
  let waiting = null;
  map.on('mousemove', (event) => {
    if (!waiting) {
      requestAnimationFrame(() => {
        holder.classList.toggle('pointing', choose.under(waiting, false) !== null);
        waiting = null;
      });
    }
    waiting = event.latlng;
  });
  // The wheel scrolls the page until the reader has turned to the map.
  holder.addEventListener('focus', () => map.scrollWheelZoom.enable());
  holder.addEventListener('blur', () => map.scrollWheelZoom.disable());
}

function wireLegend(sheet, painter, layer) {
  sheet.querySelectorAll('.legend input[data-layer]').forEach((box) => {
    // A browser may bring back a box as it was before the page was loaded anew.
    painter.shown.set(box.dataset.layer, box.checked);
    box.addEventListener('change', () => {
      painter.shown.set(box.dataset.layer, box.checked);
      layer.repaint();
    });
  });
}

// Rows of the table and of the list of worst zones, and headings of sections, lead to the place.
function wireZones(leaflet, map, sheet, city, pipes, choose) {
  function boxOfZone(zone) {
    const box = emptyBox();
    city.groups.forEach((group) => {
      if (group.from !== group.to || zone.parts.indexOf(group.from) < 0) return;
      include(box, group.box.west, group.box.south);
      include(box, group.box.east, group.box.north);
    });
    return box;
  }

  function fly(position, box) {
    sheet.scrollIntoView({ block: 'start' });
    map.closePopup();
    map.once('moveend', () => choose.zone(position, box));
    map.flyToBounds(boundsOf(leaflet, box).pad(0.08), { duration: 0.9, animate: !isCalm() });
  }

  function addButton(place, parent, before) {
    const title = city.words.show.split('{0}').join(place.name);
    const button = element('button', '', 'locate');
    button.type = 'button';
    button.title = title;
    button.setAttribute('aria-label', title);
    button.append(icon('M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7zm0 4a3 3 0 1 1 0 6'
      + 'a3 3 0 0 1 0-6z'));
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      fly(place.position, place.box);
    });
    parent.insertBefore(button, before);
  }

  // One look through the page for all zones: a city may have hundreds.
  const places = new Map();
  city.zones.forEach((zone, position) => {
    const box = boxOfZone(zone);
    if (box.east >= box.west) places.set(zone.section, { position, box, name: zone.name });
  });
  document.querySelectorAll('#table th a, .worst a').forEach((link) => {
    const place = places.get(link.getAttribute('href').slice(1));
    if (!place) return;
    const row = link.closest('tr, li');
    row.classList.add('locates');
    row.addEventListener('click', (event) => {
      // A link still leads where it says, and selecting a figure is not a wish to leave.
      if (event.target.closest('a') || String(window.getSelection())) return;
      fly(place.position, place.box);
    });
    // The list is a grid of names and amounts, in which a button of its own would take a row.
    const amount = row.querySelector('.amount');
    if (amount) addButton(place, amount, null);
    else addButton(place, link.parentNode, link.nextSibling);
  });
  document.querySelectorAll('.zone h3').forEach((heading) => {
    const place = places.get(heading.parentNode.id);
    if (place) addButton(place, heading, null);
  });
}
