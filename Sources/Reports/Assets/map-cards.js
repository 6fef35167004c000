// ---- Cards -------------------------------------------------------------------------------------

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function cardOf(title, rows, link) {
  const card = element('div');
  card.append(element('strong', title));
  const list = element('dl');
  rows.forEach(([name, value]) => list.append(element('dt', name), element('dd', value)));
  card.append(list);
  if (link) card.append(link);
  return card;
}

function cardsOf(city, pipes) {
  const words = city.words;
  const kinds = [words.pipe, words.pump, words.valve];

  function zoneName(position) {
    return city.zones[position] ? city.zones[position].name : words.outside;
  }

  function zonesName(from, to) {
    if (from === to) return zoneName(from);
    // Split, not replace: a name may hold what a replacement takes for a pattern.
    const parts = words.between.split(/\{[01]\}/);
    return parts[0] + zoneName(from) + parts[1] + zoneName(to) + (parts[2] || '');
  }

  function pipe(row) {
    const group = city.groups[pipes.groupOf[row]];
    const [kind, diameter, material] = city.classes[pipes.sort[row]] || [0, null, null];
    const length = pipes.length[row];
    return cardOf((kinds[kind] || words.pipe) + ' ' + pipes.id(row), [
      [words.length, length >= 0 ? length.toFixed(1) + ' m' : '–'],
      [words.diameter, diameter === null ? '–' : 'DN ' + diameter],
      [words.material, material === null ? '–' : material],
      [words.zone, zonesName(group.from, group.to)],
    ]);
  }

  function device(it) {
    return cardOf(it.id, [[words.kind, it.name], [words.zone, zonesName(it.from, it.to)]]);
  }

  function zone(position) {
    const it = city.zones[position];
    const link = element('a', words.more);
    link.href = '#' + it.section;
    return cardOf(it.name, it.facts, link);
  }

  return { pipe, device, zone };
}
