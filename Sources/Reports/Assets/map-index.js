// ---- Pipes by place ----------------------------------------------------------------------------

// Calls visit(x, y) along a pipe at steps no longer than `step`, its vertices included.
function walk(pipes, pipe, step, visit) {
  const end = pipes.first[pipe + 1] - 1;
  for (let v = pipes.first[pipe]; v < end; v += 1) {
    const dx = pipes.x[v + 1] - pipes.x[v];
    const dy = pipes.y[v + 1] - pipes.y[v];
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / step));
    for (let i = 0; i < steps; i += 1) visit(pipes.x[v] + dx * i / steps, pipes.y[v] + dy * i / steps);
  }
  visit(pipes.x[end], pipes.y[end]);
}

// About four pipes a cell.
function indexOf(pipes) {
  const box = pipes.box;
  const width = Math.max(box.east - box.west, 1);
  const height = Math.max(box.north - box.south, 1);
  const size = Math.max(width, height) / Math.min(400, Math.max(1, Math.ceil(Math.sqrt(pipes.count) / 2)));
  const columns = Math.floor(width / size) + 1;
  const rows = Math.floor(height / size) + 1;
  const clamp = (value, count) => Math.min(Math.max(Math.floor(value), 0), count - 1);
  const column = (x) => clamp((x - box.west) / size, columns);
  const row = (y) => clamp((y - box.south) / size, rows);

  // Twice over the pipes: count what each cell holds, then put it there.
  const starts = new Int32Array(columns * rows + 1);
  function forEachCell(visit) {
    for (let pipe = 0; pipe < pipes.count; pipe += 1) {
      let last = -1;
      walk(pipes, pipe, size / 2, (x, y) => {
        const cell = row(y) * columns + column(x);
        if (cell !== last) visit(cell, pipe);
        last = cell;
      });
    }
  }
  forEachCell((cell) => { starts[cell + 1] += 1; });
  for (let cell = 0; cell < columns * rows; cell += 1) starts[cell + 1] += starts[cell];
  const next = starts.slice();
  const held = new Int32Array(starts[columns * rows]);
  forEachCell((cell, pipe) => { held[next[cell]] = pipe; next[cell] += 1; });

  // A pipe is in several cells; the mark says whether this search has seen it.
  const seen = new Uint32Array(pipes.count);
  let search = 0;
  function visit(west, south, east, north, body) {
    search += 1;
    // A pipe is in the cells of its steps, which miss a corner that it cuts by less than half a step.
    const margin = size / 4;
    const right = column(east + margin);
    const top = row(north + margin);
    for (let r = row(south - margin); r <= top; r += 1) {
      for (let cell = r * columns + column(west - margin); cell <= r * columns + right; cell += 1) {
        for (let i = starts[cell]; i < starts[cell + 1]; i += 1) {
          if (seen[held[i]] !== search) {
            seen[held[i]] = search;
            body(held[i]);
          }
        }
      }
    }
  }

  function distance(pipe, x, y) {
    let least = Infinity;
    for (let v = pipes.first[pipe]; v < pipes.first[pipe + 1] - 1; v += 1) {
      const dx = pipes.x[v + 1] - pipes.x[v];
      const dy = pipes.y[v + 1] - pipes.y[v];
      const square = dx * dx + dy * dy;
      const along = square > 0 ? ((x - pipes.x[v]) * dx + (y - pipes.y[v]) * dy) / square : 0;
      const share = Math.min(Math.max(along, 0), 1);
      least = Math.min(least, Math.hypot(pipes.x[v] + share * dx - x, pipes.y[v] + share * dy - y));
    }
    return least;
  }

  // The nearest pipe not farther than `reach`, or -1.
  function nearest(x, y, reach) {
    let best = -1;
    let least = reach;
    visit(x - reach, y - reach, x + reach, y + reach, (pipe) => {
      const away = distance(pipe, x, y);
      if (away <= least) {
        least = away;
        best = pipe;
      }
    });
    return best;
  }

  return { visit, nearest };
}
