// ---- Data --------------------------------------------------------------------------------------

const DIGITS = new Uint8Array(128);
Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_')
  .forEach((digit, value) => { DIGITS[digit.charCodeAt(0)] = value; });

// Numbers out of a text: five bits a character, the sixth says that more follow. Sums, not shifts, because
// a place may be beyond 32 bits.
function numbersOf(text) {
  let at = 0;
  function natural() {
    let value = 0;
    let unit = 1;
    let digit = 0;
    do {
      digit = at < text.length ? DIGITS[text.charCodeAt(at)] : 0;
      at += 1;
      value += (digit & 31) * unit;
      unit *= 32;
    } while (digit & 32);
    return value;
  }
  function integer() {
    const value = natural();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }
  return { natural, integer };
}

// Places out of a text, in metres; each is a step from the one before.
function placesOf(text) {
  const numbers = numbersOf(text);
  const place = { x: 0, y: 0, natural: numbers.natural };
  let east = 0;
  let north = 0;
  place.next = function () {
    east += numbers.integer();
    north += numbers.integer();
    place.x = east / 10;
    place.y = north / 10;
  };
  return place;
}

function boxOf(west, south, east, north) { return { west, south, east, north }; }

const emptyBox = () => boxOf(Infinity, Infinity, -Infinity, -Infinity);

function include(box, x, y) {
  if (x < box.west) box.west = x;
  if (x > box.east) box.east = x;
  if (y < box.south) box.south = y;
  if (y > box.north) box.north = y;
}

// All pipes as columns: pipe i has the vertices first[i] ..< first[i + 1].
function pipesOf(city) {
  const count = city.groups.reduce((sum, group) => sum + group.count, 0);
  const first = new Int32Array(count + 1);
  const sort = new Int32Array(count);
  const length = new Float64Array(count);
  const groupOf = new Int32Array(count);
  const xs = [];
  const ys = [];
  const box = emptyBox();
  let pipe = 0;
  city.groups.forEach((group, at) => {
    const courses = placesOf(group.courses);
    const facts = numbersOf(group.facts);
    group.first = pipe;
    group.box = emptyBox();
    for (let i = 0; i < group.count; i += 1, pipe += 1) {
      first[pipe] = xs.length;
      groupOf[pipe] = at;
      for (let vertices = courses.natural() + 2; vertices > 0; vertices -= 1) {
        courses.next();
        xs.push(courses.x);
        ys.push(courses.y);
        include(group.box, courses.x, courses.y);
      }
      sort[pipe] = facts.natural();
      length[pipe] = (facts.natural() - 1) / 10;
    }
    include(box, group.box.west, group.box.south);
    include(box, group.box.east, group.box.north);
    group.courses = group.facts = '';
  });
  first[count] = xs.length;
  return {
    count, first, sort, length, groupOf, box,
    x: Float64Array.from(xs), y: Float64Array.from(ys),
    id(row) {
      const group = city.groups[groupOf[row]];
      // Split when first asked: most groups never are.
      if (!group.names) group.names = group.ids.split('\n');
      return group.names[row - group.first] || '';
    },
  };
}

function devicesOf(city) {
  const devices = [];
  city.devices.forEach((list) => {
    const places = placesOf(list.places);
    const ids = list.ids.split('\n');
    for (let i = 0; i < list.count; i += 1) {
      places.next();
      devices.push({
        kind: list.kind, name: list.name, id: ids[i] || '', x: places.x, y: places.y,
        from: list.zones[2 * i], to: list.zones[2 * i + 1],
      });
    }
  });
  return devices;
}
