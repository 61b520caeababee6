/* hallway.js: only adds to pages that are whole without it. No fetch, no modules: works from file://. */
(() => {
  'use strict';
  var d = document, root = d.documentElement; root.classList.add('js');
  var $ = (s, e) => (e || d).querySelector(s), $$ = (s, e) => [].slice.call((e || d).querySelectorAll(s));
  var on = (e, what, then, how) => e.addEventListener(what, then, how);
  function make(tag, name, inside) {   // DOM nodes, never HTML strings
    var e = d.createElement(tag); if (name) e.className = name; if (inside != null) e.append(inside); return e;
  }
  var fold = s => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  var here = (d.currentScript && d.currentScript.getAttribute('src') || '').replace(/hallway\.js.*$/, '');

  /* ── search ── */
  var files = {}, things;
  function load(file, then) {   // a script, once, when it is asked for first
    var f = files[file]; if (f) return f.done ? then() : f.push(then);
    f = files[file] = [then]; var s = make('script'); s.src = here + file;
    s.onload = () => { f.done = true; f.forEach(g => g()); }; d.head.append(s);
  }
  function index(then) { load('search-index.js', () => then(things = things || window.HALLWAY.map(entry))); }
  var KINDS = ['person', 'company', 'tool', 'topic', 'talk', 'event', 'note'];
  function entry(row) {   // folded once, not at every key
    var n = fold(row[0]), a = fold(row[4]);
    return { name: row[0], kind: KINDS[row[1]], href: here + row[2], about: row[3], n: n, a: a ? a.split(' | ') : [], words: n.split(/[\s-]+/) };
  }
  function off1(a, b) {   // at most one letter wrong, missing, extra or swapped
    if (Math.abs(a.length - b.length) > 1) return false;
    var i = 0; while (i < a.length && a[i] === b[i]) i++;
    return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i) ||
      (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
  }
  function search(all, q) {
    q = fold(q.trim()); if (!q) return { hits: [], near: [] };
    var hits = [], near = [], words = q.split(/\s+/);
    all.forEach(it => {
      var n = it.n, s = 0;
      if (n === q || it.a.includes(q)) s = 5; else if (n.startsWith(q)) s = 4;
      else if ((' ' + n).includes(' ' + q) || ('-' + n).includes('-' + q)) s = 3;
      else if (words.every(w => n.includes(w) || it.a.some(a => a.includes(w)))) s = 2;
      if (s) hits.push([s, it]);
      else if (q.length > 3 && words.every(w => it.words.some(x => x === w || (w.length > 3 && off1(x, w))))) near.push(it);
    });
    hits.sort((x, y) => y[0] - x[0]);   // the index is in order of links, and the sort keeps it
    return { hits: hits.map(h => h[1]), near: near };
  }
  function marked(name, q) {
    var f = d.createDocumentFragment(), n = fold(name), i = n.length === name.length ? n.indexOf(fold(q.trim())) : -1;
    if (i < 0 || !q.trim()) { f.append(name); return f; }
    var end = i + q.trim().length; f.append(name.slice(0, i), make('mark', '', name.slice(i, end)), name.slice(end)); return f;
  }
  $$('form.find').forEach(form => {
    var box = $('input', form), list = $('.hits', form), say = $('[role=status]', form), at = -1, now = [];
    box.setAttribute('role', 'combobox'); box.setAttribute('aria-expanded', 'false');
    box.setAttribute('aria-controls', list.id); box.setAttribute('aria-autocomplete', 'list'); box.autocomplete = 'off';
    function shut() { list.hidden = true; at = -1; box.setAttribute('aria-expanded', 'false'); box.removeAttribute('aria-activedescendant'); }
    function pick(i) {
      $$('li', list).forEach((li, j) => li.setAttribute('aria-selected', j === i));
      at = i; if (i >= 0) { var li = list.children[i]; box.setAttribute('aria-activedescendant', li.id); li.scrollIntoView({ block: 'nearest' }); }
    }
    function show() {
      index(all => {
        var r = search(all, box.value), near = !r.hits.length; now = (near ? r.near : r.hits).slice(0, 8);
        list.textContent = '';
        now.forEach((it, i) => {
          var li = make('li', '', make('span', 'k ' + it.kind, marked(it.name, box.value))); li.id = list.id + i; li.setAttribute('role', 'option'); li.setAttribute('aria-selected', 'false');
          li.append(make('small', '', it.kind + (it.about ? ' · ' + it.about : '')));
          on(li, 'mousedown', e => { e.preventDefault(); location.href = it.href; }); list.append(li);
        });
        say.textContent = !box.value.trim() ? '' : near && now.length ? 'Nothing of that name. Near: ' + now[0].name : now.length + ' found';
        list.hidden = !now.length; box.setAttribute('aria-expanded', String(!!now.length)); at = -1;
      });
    }
    on(box, 'focus', () => index(() => {}));
    on(box, 'input', show);
    on(box, 'blur', shut);
    on(box, 'keydown', e => {
      if (e.key === 'ArrowDown' && now.length) { e.preventDefault(); if (list.hidden) show(); else pick((at + 1) % now.length); }
      else if (e.key === 'ArrowUp' && now.length) { e.preventDefault(); pick((at - 1 + now.length) % now.length); }
      else if (e.key === 'Escape') shut();
      else if (e.key === 'Enter' && at >= 0) { e.preventDefault(); location.href = now[at].href; }
    });
  });
  on(d, 'keydown', e => {
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || /INPUT|TEXTAREA|SELECT/.test(e.target.tagName)) return;
    var b = $('form.find input'); if (b) { e.preventDefault(); b.focus(); b.select(); }
  });

  /* ── the search page: names, then sentences ── */
  var out = $('#results');
  if (out) {
    var q = new URLSearchParams(location.search).get('q') || '';
    $$('form.find input').forEach(b => { b.value = q; });
    if (q.trim()) index(all => {
      var r = search(all, q), h1 = $('h1'); out.textContent = '';
      h1.textContent = r.hits.length ? r.hits.length + (r.hits.length === 1 ? ' thing' : ' things') + ' for “' + q + '”' : 'Nothing of the name “' + q + '”';
      d.title = h1.textContent + ' · ' + out.dataset.site;
      var say = $('#say'), list = r.hits.length ? r.hits : r.near;
      say.textContent = r.hits.length ? '' : r.near.length ? 'Did you mean one of these?' : 'No person, company, tool, topic, talk, event or note has a name like it.';
      ['topic', 'person', 'company', 'tool', 'talk', 'event', 'note'].forEach(kind => {
        var mine = list.filter(i => i.kind === kind); if (!mine.length) return;
        var ul = make('ul', 'plain'), name = { person: 'people', company: 'companies' }[kind] || kind + 's';
        mine.slice(0, 50).forEach(it => {
          var li = make('li'), a = make('a', 'k ' + kind, marked(it.name, q)); a.href = it.href; li.append(a, make('span', 'c', it.about)); ul.append(li);
        });
        out.append(make('h2', '', name[0].toUpperCase() + name.slice(1)), ul); left(mine.length - 50);
      });
      load('search-quotes.js', () => {
        var notes = window.HALLWAY_QUOTES.notes, words = fold(q.trim()).split(/\s+/);
        var found = window.HALLWAY_QUOTES.quotes.filter(row => { var t = fold(row[2]); return words.every(w => t.includes(w)); });
        if (!found.length) return;
        var h = make('h2', '', 'In the sentences '), ol = make('ol', 'answers'); h.append(make('span', 'n', found.length));
        found.slice(0, 50).forEach(row => {
          var note = notes[row[0]], a = make('a', 'k note small', note[0] + ', line ' + row[1]), li = make('li', 'answer', make('blockquote', 'quote', marked(row[2], q)));
          a.href = here + note[1] + '#L' + row[1]; li.append(make('p', '', a)); ol.append(li);
        });
        out.append(h, ol); left(found.length - 50);
      });
    });
  }
  function left(n) { if (n > 0) out.append(make('p', 'more soft', 'and ' + n + ' more')); }

  /* ── lists: filter by name, sort by column ── */
  $$('[data-list]').forEach(form => {
    var rows = $$('#' + form.dataset.list + ' [data-kind]'), box = $('input[type=search]', form), say = $('[role=status]', form);
    function run() {
      var q = fold(box.value.trim()), only = $('input[name=only]:checked', form), n = 0;
      rows.forEach(r => {
        var ok = fold(r.textContent).includes(q); r.classList.toggle('out', !ok);
        if (ok && (!only || only.value === 'all' || only.value === r.dataset.kind)) n++;
      });
      say.textContent = n + ' shown';
    }
    on(form, 'input', run); on(form, 'submit', e => e.preventDefault());
  });
  var hash = $('#only-' + (location.hash.slice(1) || 'none')); if (hash) { hash.checked = true; $('#' + location.hash.slice(1)).removeAttribute('id'); }
  $$('.table thead th[data-sort]').forEach(th => {
    var b = make('button', '', th.textContent); b.type = 'button'; th.textContent = ''; th.append(b);
    on(b, 'click', () => {
      var t = th.closest('table'), i = [].indexOf.call(th.parentNode.children, th), num = th.dataset.sort === 'number';
      var down = th.getAttribute('aria-sort') ? th.getAttribute('aria-sort') === 'ascending' : num;
      $$('th', t).forEach(o => o.removeAttribute('aria-sort')); th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      var rows = $$('tbody tr', t), key = r => { var c = r.children[i]; return c.dataset.v || c.textContent.trim(); };
      rows.sort((x, y) => { var a = key(x), c = key(y), s = num ? a - c : a.localeCompare(c); return down ? -s : s; }).forEach(r => t.tBodies[0].append(r));
    });
  });

  /* ── the map: pan, zoom, neighbours, evidence ── */
  $$('.mapbox .hw.big').forEach(svg => {
    var fig = svg.closest('.mapbox'), v0 = svg.getAttribute('viewBox').split(' ').map(Number), v = v0.slice(), tip = $('.tip', fig), tools = $('.maptools', fig.parentNode), nodes = $$('a', svg), ties = [];
    fig.classList.add('live'); if (tools) tools.hidden = false;
    nodes.forEach(a => { var t = $('title', a); a.setAttribute('aria-label', t.textContent); t.remove(); });   // our card instead of the browser's
    $$('[data-e]', svg).forEach(all => {   // one path for many ties: one for each
      var ends = all.dataset.e.split(' ');
      all.getAttribute('d').split('M').slice(1).forEach((line, i) => {
        var p = all.cloneNode(); p.removeAttribute('data-e'); p.setAttribute('d', 'M' + line); all.before(p);
        ties.push([p, nodes[ends[2 * i]], nodes[ends[2 * i + 1]]]);
      });
      all.remove();
    });
    var between = (low, x, high) => Math.max(low, Math.min(high, x));
    function set(x, y, w) {
      var h = w * v0[3] / v0[2], wide = v0[2] - w * .75, high = v0[3] - h * .75;
      v = [between(-w * .25, x, wide), between(-h * .25, y, high), w, h];
      if (w >= v0[2]) v = v0.slice();
      svg.setAttribute('viewBox', v.join(' ')); svg.classList.toggle('z2', v0[2] / w * (fig.clientWidth / v0[2]) > 1.3);
    }
    function zoom(f, cx = .5, cy = .5) { var w = between(v0[2] / 6, v[2] * f, v0[2]), h = w * v0[3] / v0[2]; set(v[0] + (v[2] - w) * cx, v[1] + (v[3] - h) * cy, w); }
    if (tools) on(tools, 'click', e => { if (!svg.getClientRects().length) return; var a = e.target.dataset.do; if (a) zoom({ in: .7, out: 1 / .7, all: 9 }[a]); });
    on(svg, 'wheel', e => {   // plain wheel scrolls the page; ctrl or ⌘ (and pinch) zooms
      if (!e.ctrlKey && !e.metaKey) return; e.preventDefault(); var b = svg.getBoundingClientRect(); zoom(e.deltaY > 0 ? 1.15 : 1 / 1.15, (e.clientX - b.left) / b.width, (e.clientY - b.top) / b.height);
    }, { passive: false });
    var from = null, moved = false;
    on(svg, 'pointerdown', e => { if (e.button) return; if (e.pointerType === 'touch' && v[2] >= v0[2]) return; from = [e.clientX, e.clientY, v[0], v[1]]; moved = false; });
    on(window, 'pointermove', e => {
      if (!from) return; var k = v[2] / svg.clientWidth, dx = e.clientX - from[0], dy = e.clientY - from[1];
      if (Math.abs(dx) + Math.abs(dy) > 4) { moved = true; fig.classList.add('drag'); } if (moved) set(from[2] - dx * k, from[3] - dy * k, v[2]);
    });
    on(window, 'pointerup', () => { from = null; fig.classList.remove('drag'); });
    on(svg, 'click', e => { if (moved) { e.preventDefault(); moved = false; } }, true);
    on(svg, 'dragstart', e => e.preventDefault());
    on(svg, 'keydown', e => {
      var s = v[2] * .12, k = e.key;
      if (k === '+' || k === '=') zoom(.8); else if (k === '-') zoom(1.25); else if (k === '0') zoom(9);
      else if (k === 'ArrowLeft') set(v[0] - s, v[1], v[2]); else if (k === 'ArrowRight') set(v[0] + s, v[1], v[2]);
      else if (v[2] < v0[2] && k === 'ArrowUp') set(v[0], v[1] - s, v[2]); else if (v[2] < v0[2] && k === 'ArrowDown') set(v[0], v[1] + s, v[2]);
      else if (k === 'Escape') clear(); else return; e.preventDefault();
    });
    function clear() { svg.classList.remove('dim'); $$('.near', svg).forEach(n => n.classList.remove('near')); if (tip) tip.hidden = true; }
    function light(a) {
      clear(); a.classList.add('near'); svg.classList.add('dim');
      ties.forEach(t => { if (t.indexOf(a) > 0) t.forEach(e => e.classList.add('near')); });
      if (!tip) return;
      var label = a.getAttribute('aria-label'), says = /^(.*), (\w+(?:, unsure)?, \d+ links?)$/.exec(label) || ['', label, ''];
      tip.textContent = ''; tip.now = a; tip.hidden = false;
      tip.append(make('b', '', says[1].replace(/^.* \+[\d,]+ \((.*)\)$/, '$1').replace(/ \+[\d,]+$/, '')), make('div', 'soft', says[2]));
      load('map-quotes.js', () => {
        var q = window.HALLWAY_MAP[a.getAttribute('href')]; if (q && tip.now === a && !tip.children[2]) tip.append(make('div', 'quote', q[0]), make('div', 'at', q[1]));
      });
      var f = fig.getBoundingClientRect(), r = $('.m', a).getBoundingClientRect();   // in the corner away from the mark, so it hides no neighbour
      tip.classList.toggle('left', r.left - f.left > f.width / 2);
    }
    nodes.forEach(a => {
      on(a, 'mouseenter', () => { if (!from) light(a); }); on(a, 'mouseleave', clear);
      on(a, 'focus', () => { if (a.matches(':focus-visible')) light(a); }); on(a, 'blur', clear);
    });
  });
})();
