// ---- Painting ----------------------------------------------------------------------------------

// A path of many strokes costs more than their number says; so many at a time are quickest.
const STROKES = 600;

// Pipes are painted by pen: the small ones of every colour, then the mains of every colour, so that no
// small pipe covers a main.
function pensOf(city, pipes) {
  const colours = [];
  const penOfGroup = city.groups.map((group) => {
    const zone = city.zones[zoneOf(group)];
    const colour = zone ? zone.colour : city.outside;
    if (colours.indexOf(colour) < 0) colours.push(colour);
    return colours.indexOf(colour);
  });
  const isMain = city.classes.map((row) => row[1] >= 300);
  const penOf = new Uint8Array(pipes.count);
  for (let pipe = 0; pipe < pipes.count; pipe += 1) {
    penOf[pipe] = penOfGroup[pipes.groupOf[pipe]] + (isMain[pipes.sort[pipe]] ? colours.length : 0);
  }
  const pens = colours.map((colour) => ({ colour, isMain: false }))
    .concat(colours.map((colour) => ({ colour, isMain: true })));
  return { pens, penOf };
}

// The symbols of the legend, so that both look the same.
function symbolsOf(sheet) {
  const symbols = new Map();
  sheet.querySelectorAll('.legend input[data-layer]').forEach((box) => {
    const path = box.parentNode.querySelector('path');
    if (!path) return;
    const style = getComputedStyle(path);
    symbols.set(box.dataset.layer, {
      path: new Path2D(path.getAttribute('d')), fill: style.fill, stroke: style.stroke,
      width: parseFloat(style.strokeWidth) || 0,
    });
  });
  return symbols;
}

function painterOf(city, pipes, index, sheet) {
  const areas = areasOf(city, pipes);
  const anchors = anchorsOf(city, pipes);
  const devices = devicesOf(city);
  const { pens, penOf } = pensOf(city, pipes);
  const symbols = symbolsOf(sheet);
  const shown = new Map();
  const family = getComputedStyle(sheet).fontFamily;
  const found = new Int32Array(pipes.count);
  const sorted = new Int32Array(pipes.count);
  // Devices on the last painting, in metres, for clicks: what is not painted cannot be chosen.
  let painted = [];

  const isShown = (layer) => shown.get(layer) !== false;

  // view: west, north (metres at the canvas's corner), scale (pixels a metre), width, height (pixels).
  function paint(context, view) {
    context.clearRect(0, 0, view.width, view.height);
    if (isShown('areas')) paintAreas(context, view);
    if (isShown('pipes')) paintPipes(context, view);
    paintDevices(context, view);
    if (isShown('names')) paintNames(context, view);
  }

  function paintAreas(context, view) {
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    context.drawImage(
      areas.picture, (areas.west - view.west) * view.scale, (view.north - areas.north) * view.scale,
      areas.columns * areas.cell * view.scale, areas.rows * areas.cell * view.scale);
  }

  function paintPipes(context, view) {
    const ends = new Int32Array(pens.length + 1);
    let count = 0;
    index.visit(
      view.west, view.north - view.height / view.scale, view.west + view.width / view.scale, view.north,
      (pipe) => {
        found[count] = pipe;
        count += 1;
        ends[penOf[pipe] + 1] += 1;
      });
    for (let pen = 0; pen < pens.length; pen += 1) ends[pen + 1] += ends[pen];
    const next = ends.slice();
    for (let i = 0; i < count; i += 1) {
      const pen = penOf[found[i]];
      sorted[next[pen]] = found[i];
      next[pen] += 1;
    }
    // From hair lines on a whole city to strokes as wide as a street's kerb close by.
    const size = Math.min(Math.max(Math.log2(view.scale / 0.05), 0), 6) / 6;
    pens.forEach((pen, at) => {
      context.strokeStyle = pen.colour;
      context.lineWidth = pen.isMain ? 1.7 + 3.6 * size : (count > 25000 ? 0.7 : 1.1) + 2.1 * size;
      const isRound = context.lineWidth > 2.5;
      context.lineCap = isRound ? 'round' : 'butt';
      context.lineJoin = isRound ? 'round' : 'bevel';
      stroke(context, view, ends[at], ends[at + 1]);
    });
  }

  // A bend nearer than a pixel to the last place drawn is left out, and so is a pipe shorter than half of
  // one: neither would show.
  function stroke(context, view, from, to) {
    const { scale, west, north } = view;
    let strokes = 0;
    context.beginPath();
    for (let i = from; i < to; i += 1) {
      const pipe = sorted[i];
      const end = pipes.first[pipe + 1] - 1;
      let v = pipes.first[pipe];
      let x = (pipes.x[v] - west) * scale;
      let y = (north - pipes.y[v]) * scale;
      let isDrawing = false;
      for (v += 1; v <= end; v += 1) {
        const nextX = (pipes.x[v] - west) * scale;
        const nextY = (north - pipes.y[v]) * scale;
        const away = Math.abs(nextX - x) + Math.abs(nextY - y);
        if (away < (v < end ? 1 : 0.5)) continue;
        if (!isDrawing) context.moveTo(x, y);
        isDrawing = true;
        context.lineTo(nextX, nextY);
        strokes += 1;
        x = nextX;
        y = nextY;
      }
      if (strokes > STROKES) {
        context.stroke();
        context.beginPath();
        strokes = 0;
      }
    }
    context.stroke();
  }

  // Closed and open links stand in rows along a boundary: from afar one to a spot is enough.
  function paintDevices(context, view) {
    const taken = new Set();
    // Smaller from afar, where they are many to the place they have.
    const isCrowded = view.width < 700 || devices.length > 400;
    const size = view.scale < 0.1 ? (isCrowded ? 0.17 : 0.24) : 0.3;
    painted = [];
    devices.forEach((device) => {
      const symbol = symbols.get(device.kind);
      if (!symbol || !isShown(device.kind)) return;
      const x = (device.x - view.west) * view.scale;
      const y = (view.north - device.y) * view.scale;
      if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) return;
      if (device.kind === 'closed' || device.kind === 'open') {
        const spot = device.kind + Math.floor(device.x * view.scale / 16) + ' '
          + Math.floor(device.y * view.scale / 16);
        if (taken.has(spot)) return;
        taken.add(spot);
      }
      painted.push(device);
      context.save();
      context.translate(x, y);
      context.scale(size, size);
      context.lineWidth = symbol.width;
      context.fillStyle = symbol.fill;
      context.strokeStyle = symbol.stroke;
      if (symbol.fill !== 'none') context.fill(symbol.path);
      if (symbol.stroke !== 'none') context.stroke(symbol.path);
      context.restore();
    });
  }

  // Names of zones, the largest losses first, where no name is yet.
  function paintNames(context, view) {
    const taken = [];
    context.font = '600 14px ' + family;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = '#fff';
    context.fillStyle = '#16212e';
    city.ranking.forEach((zone) => {
      const anchor = anchors[zone];
      if (!anchor) return;
      const text = city.zones[zone].label;
      const x = (anchor.x - view.west) * view.scale;
      const y = (view.north - anchor.y) * view.scale;
      const half = context.measureText(text).width / 2 + 4;
      if (x < -half || y < -20 || x > view.width + half || y > view.height + 20) return;
      if (taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 18)) {
        return;
      }
      taken.push({ x, y, half });
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    });
  }

  function deviceAt(x, y, reach) {
    let best = null;
    let least = reach;
    painted.forEach((device) => {
      const away = Math.hypot(device.x - x, device.y - y);
      if (away <= least) {
        least = away;
        best = device;
      }
    });
    return best;
  }

  return { paint, shown, areas, anchors, deviceAt };
}
