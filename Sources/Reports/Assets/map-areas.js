// ---- Zones as areas ----------------------------------------------------------------------------

const REACH = 10;

function zoneOf(group) { return group.from === group.to ? group.from : -1; }

function areasOf(city, pipes) {
  const cell = Math.max(pipes.box.east - pipes.box.west, pipes.box.north - pipes.box.south, 1) / 640;
  const west = pipes.box.west - (REACH + 1) * cell;
  const north = pipes.box.north + (REACH + 1) * cell;
  const columns = Math.ceil((pipes.box.east - west) / cell) + REACH + 2;
  const rows = Math.ceil((north - pipes.box.south) / cell) + REACH + 2;
  const owner = new Int32Array(columns * rows).fill(-1);
  let front = [];
  for (let pipe = 0; pipe < pipes.count; pipe += 1) {
    const zone = zoneOf(city.groups[pipes.groupOf[pipe]]);
    if (zone < 0) continue;
    walk(pipes, pipe, cell, (x, y) => {
      const at = Math.floor((north - y) / cell) * columns + Math.floor((x - west) / cell);
      if (owner[at] < 0) front.push(at);
      owner[at] = zone;
    });
  }
  // Growing by four neighbours and by eight in turn makes rounded corners, not diamonds or squares. The
  // margin is wider than the growth, so a neighbour is never off the raster.
  const four = [-1, 1, -columns, columns];
  const eight = four.concat([-columns - 1, -columns + 1, columns - 1, columns + 1]);
  for (let round = 0; round < REACH; round += 1) {
    const grown = [];
    front.forEach((at) => {
      (round % 2 ? eight : four).forEach((step) => {
        if (owner[at + step] < 0) {
          owner[at + step] = owner[at];
          grown.push(at + step);
        }
      });
    });
    front = grown;
  }
  return {
    west, north, cell, columns, rows,
    picture: pictureOf(city, owner, columns, rows),
    zoneAt(x, y) {
      const column = Math.floor((x - west) / cell);
      const row = Math.floor((north - y) / cell);
      const isInside = column >= 0 && column < columns && row >= 0 && row < rows;
      return isInside ? owner[row * columns + column] : -1;
    },
  };
}

// A pixel a cell, darker along the edges; the browser smooths it when it is drawn large.
function pictureOf(city, owner, columns, rows) {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  const image = context.createImageData(columns, rows);
  const colours = city.zones.map((zone) => parseInt(zone.colour.slice(1), 16));
  for (let at = 0; at < owner.length; at += 1) {
    const zone = owner[at];
    if (zone < 0 || zone >= colours.length) continue;
    const isEdge = owner[at + 1] !== zone || owner[at + columns] !== zone
      || owner[at - 1] !== zone || owner[at - columns] !== zone;
    image.data[4 * at] = colours[zone] >> 16;
    image.data[4 * at + 1] = (colours[zone] >> 8) & 255;
    image.data[4 * at + 2] = colours[zone] & 255;
    image.data[4 * at + 3] = isEdge ? 95 : 42;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

// For each zone the middle of one of its pipes, the one nearest the middle of them all: inside, whatever
// shape the zone has.
function anchorsOf(city, pipes) {
  const sums = city.zones.map(() => ({ x: 0, y: 0, count: 0, best: null, least: Infinity }));
  function forEach(body) {
    for (let pipe = 0; pipe < pipes.count; pipe += 1) {
      const sum = sums[zoneOf(city.groups[pipes.groupOf[pipe]])];
      const a = pipes.first[pipe];
      const b = pipes.first[pipe + 1] - 1;
      if (sum) body(sum, (pipes.x[a] + pipes.x[b]) / 2, (pipes.y[a] + pipes.y[b]) / 2);
    }
  }
  forEach((sum, x, y) => { sum.x += x; sum.y += y; sum.count += 1; });
  forEach((sum, x, y) => {
    const away = Math.hypot(x - sum.x / sum.count, y - sum.y / sum.count);
    if (away < sum.least) {
      sum.least = away;
      sum.best = { x, y };
    }
  });
  return sums.map((sum) => sum.best);
}
