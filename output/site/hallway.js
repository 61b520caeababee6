/* hallway.js: only adds to pages that are whole without it. No fetch, no modules: works from file://. */
(function () {
  'use strict';
  var d = document, root = d.documentElement; root.classList.add('js');
  var $ = function (s, e) { return (e || d).querySelector(s); }, $$ = function (s, e) { return [].slice.call((e || d).querySelectorAll(s)); };
  var fold = function (s) { return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); };
  var here = (d.currentScript && d.currentScript.getAttribute('src') || '').replace(/hallway\.js.*$/, '');

  /* ── search ── */
  var waiting = [], loading = false;
  function index(then) {
    if (window.HALLWAY) return then(window.HALLWAY);
    waiting.push(then); if (loading) return; loading = true;
    var s = d.createElement('script'); s.src = here + 'search-index.js';
    s.onload = function () { window.HALLWAY = window.HALLWAY.map(entry); waiting.splice(0).forEach(function (f) { f(window.HALLWAY); }); };
    d.head.appendChild(s);
  }
  var KINDS = ['person', 'company', 'tool', 'topic', 'talk', 'event', 'note'];
  function entry(row) {                                     // folded once, not at every key
    var n = fold(row[0]), a = fold(row[4]);
    return { name: row[0], kind: KINDS[row[1]], href: here + row[2], about: row[3], n: n, a: a ? a.split(' | ') : [], words: n.split(/[\s-]+/) };
  }
  function off1(a, b) {                                     // at most one letter wrong, missing, extra or swapped
    if (Math.abs(a.length - b.length) > 1) return false;
    var i = 0; while (i < a.length && a[i] === b[i]) i++;
    return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i) ||
      (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
  }
  function search(all, q) {
    q = fold(q.trim()); if (!q) return { hits: [], near: [] };
    var hits = [], near = [], words = q.split(/\s+/);
    all.forEach(function (it) {
      var n = it.n, s = 0;
      if (n === q || it.a.indexOf(q) >= 0) s = 5; else if (n.indexOf(q) === 0) s = 4;
      else if ((' ' + n).indexOf(' ' + q) >= 0 || ('-' + n).indexOf('-' + q) >= 0) s = 3;
      else if (words.every(function (w) { return n.indexOf(w) >= 0 || it.a.some(function (a) { return a.indexOf(w) >= 0; }); })) s = 2;
      if (s) hits.push([s, it]);
      else if (q.length > 3 && words.every(function (w) { return it.words.some(function (x) { return x === w || (w.length > 3 && off1(x, w)); }); })) near.push(it);
    });
    hits.sort(function (x, y) { return y[0] - x[0]; });       // the index is in order of links, and the sort keeps it
    return { hits: hits.map(function (h) { return h[1]; }), near: near };
  }
  function marked(name, q) {                                // DOM nodes, never HTML strings
    var f = d.createDocumentFragment(), n = fold(name), i = n.length === name.length ? n.indexOf(fold(q.trim())) : -1;
    if (i < 0 || !q.trim()) { f.append(name); return f; }
    var m = d.createElement('mark'); m.textContent = name.slice(i, i + q.trim().length);
    f.append(name.slice(0, i), m, name.slice(i + q.trim().length)); return f;
  }
  $$('form.find').forEach(function (form) {
    var box = $('input', form), list = $('.hits', form), say = $('[role=status]', form), at = -1, now = [];
    box.setAttribute('role', 'combobox'); box.setAttribute('aria-expanded', 'false');
    box.setAttribute('aria-controls', list.id); box.setAttribute('aria-autocomplete', 'list'); box.autocomplete = 'off';
    function shut() { list.hidden = true; at = -1; box.setAttribute('aria-expanded', 'false'); box.removeAttribute('aria-activedescendant'); }
    function pick(i) {
      $$('li', list).forEach(function (li, j) { li.setAttribute('aria-selected', j === i ? 'true' : 'false'); });
      at = i; if (i >= 0) { var li = list.children[i]; box.setAttribute('aria-activedescendant', li.id); li.scrollIntoView({ block: 'nearest' }); }
    }
    function show() {
      index(function (all) {
        var r = search(all, box.value), near = !r.hits.length; now = (near ? r.near : r.hits).slice(0, 8);
        list.textContent = '';
        now.forEach(function (it, i) {
          var li = d.createElement('li'); li.id = list.id + i; li.setAttribute('role', 'option'); li.setAttribute('aria-selected', 'false');
          var k = d.createElement('span'); k.className = 'k ' + it.kind; k.append(marked(it.name, box.value));
          var sm = d.createElement('small'); sm.textContent = it.kind + (it.about ? ' · ' + it.about : ''); li.append(k, sm);
          li.addEventListener('mousedown', function (e) { e.preventDefault(); location.href = it.href; }); list.append(li);
        });
        say.textContent = !box.value.trim() ? '' : near && now.length ? 'Nothing of that name. Near: ' + now[0].name : now.length + ' found';
        list.hidden = !now.length; box.setAttribute('aria-expanded', String(!!now.length)); at = -1;
      });
    }
    box.addEventListener('focus', function () { index(function () {}); });
    box.addEventListener('input', show);
    box.addEventListener('blur', shut);
    box.addEventListener('keydown', function (e) {
      if (e.key === 'ArrowDown' && now.length) { e.preventDefault(); if (list.hidden) show(); else pick((at + 1) % now.length); }
      else if (e.key === 'ArrowUp' && now.length) { e.preventDefault(); pick((at - 1 + now.length) % now.length); }
      else if (e.key === 'Escape') shut();
      else if (e.key === 'Enter' && at >= 0) { e.preventDefault(); location.href = now[at].href; }
    });
  });
  d.addEventListener('keydown', function (e) {
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || /INPUT|TEXTAREA|SELECT/.test(e.target.tagName)) return;
    var b = $('form.find input'); if (b) { e.preventDefault(); b.focus(); b.select(); }
  });

  /* ── the search page: names, then sentences ── */
  function sentences(q, then) {
    var s = d.createElement('script'); s.src = here + 'search-quotes.js';
    s.onload = function () {
      var all = window.HALLWAY_QUOTES, words = fold(q.trim()).split(/\s+/), found = [];
      all.quotes.forEach(function (row) { var t = fold(row[2]); if (words.every(function (w) { return t.indexOf(w) >= 0; })) found.push(row); });
      then(found, all.notes);
    };
    d.head.appendChild(s);
  }
  var out = $('#results');
  if (out) {
    var q = new URLSearchParams(location.search).get('q') || '';
    $$('form.find input').forEach(function (b) { b.value = q; });
    if (q.trim()) index(function (all) {
      var r = search(all, q), h1 = $('h1'); out.textContent = '';
      h1.textContent = r.hits.length ? r.hits.length + (r.hits.length === 1 ? ' thing' : ' things') + ' for “' + q + '”' : 'Nothing of the name “' + q + '”';
      d.title = h1.textContent + ' · ' + out.dataset.site;
      var say = $('#say'), list = r.hits.length ? r.hits : r.near;
      say.textContent = r.hits.length ? '' : r.near.length ? 'Did you mean one of these?' : 'No person, company, tool, topic, talk, event or note has a name like it.';
      ['topic', 'person', 'company', 'tool', 'talk', 'event', 'note'].forEach(function (kind) {
        var mine = list.filter(function (i) { return i.kind === kind; }); if (!mine.length) return;
        var h = d.createElement('h2'), ul = d.createElement('ul'); h.textContent = ({ person: 'People', company: 'Companies' })[kind] || kind[0].toUpperCase() + kind.slice(1) + 's'; ul.className = 'plain';
        mine.slice(0, 50).forEach(function (it) {
          var li = d.createElement('li'), a = d.createElement('a'), c = d.createElement('span');
          a.className = 'k ' + kind; a.href = it.href; a.append(marked(it.name, q)); c.className = 'c'; c.textContent = it.about; li.append(a, c); ul.append(li);
        });
        out.append(h, ul); left(out, mine.length - 50);
      });
      sentences(q, function (found, notes) {
        if (!found.length) return;
        var h = d.createElement('h2'), n = d.createElement('span'), ol = d.createElement('ol'); h.textContent = 'In the sentences '; n.className = 'n'; n.textContent = found.length; h.append(n); ol.className = 'answers';
        found.slice(0, 50).forEach(function (row) {
          var li = d.createElement('li'), b = d.createElement('blockquote'), p = d.createElement('p'), a = d.createElement('a'), note = notes[row[0]];
          li.className = 'answer'; b.className = 'quote'; b.append(marked(row[2], q)); a.className = 'k note small'; a.href = here + note[1] + '#L' + row[1]; a.textContent = note[0] + ', line ' + row[1]; p.append(a); li.append(b, p); ol.append(li);
        });
        out.append(h, ol); left(out, found.length - 50);
      });
    });
  }
  function left(out, n) { if (n <= 0) return; var p = d.createElement('p'); p.className = 'more soft'; p.textContent = 'and ' + n + ' more'; out.append(p); }

  /* ── lists: filter by name, sort by column ── */
  $$('[data-list]').forEach(function (form) {
    var rows = $$('#' + form.dataset.list + ' [data-kind]'), box = $('input[type=search]', form), say = $('[role=status]', form);
    function run() {
      var q = fold(box.value.trim()), only = $('input[name=only]:checked', form), n = 0;
      rows.forEach(function (r) {
        var ok = fold(r.textContent).indexOf(q) >= 0; r.classList.toggle('out', !ok);
        if (ok && (!only || only.value === 'all' || only.value === r.dataset.kind)) n++;
      });
      say.textContent = n + (n === 1 ? ' shown' : ' shown');
    }
    form.addEventListener('input', run); form.addEventListener('submit', function (e) { e.preventDefault(); });
  });
  var hash = $('#only-' + (location.hash.slice(1) || 'none')); if (hash) { hash.checked = true; $('#' + location.hash.slice(1)).removeAttribute('id'); }
  $$('.table thead th[data-sort]').forEach(function (th) {
    var b = d.createElement('button'); b.type = 'button'; b.textContent = th.textContent; th.textContent = ''; th.append(b);
    b.addEventListener('click', function () {
      var t = th.closest('table'), i = [].indexOf.call(th.parentNode.children, th), num = th.dataset.sort === 'number';
      var down = th.getAttribute('aria-sort') ? th.getAttribute('aria-sort') === 'ascending' : num;
      $$('th', t).forEach(function (o) { o.removeAttribute('aria-sort'); }); th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      var rows = $$('tbody tr', t), key = function (r) { var c = r.children[i]; return c.dataset.v || c.textContent.trim(); };
      rows.sort(function (x, y) { var a = key(x), c = key(y), s = num ? a - c : a.localeCompare(c); return down ? -s : s; }).forEach(function (r) { t.tBodies[0].append(r); });
    });
  });

  /* ── the map: pan, zoom, neighbours, evidence ── */
  $$('.mapbox .hw.big').forEach(function (svg) {
    var fig = svg.closest('.mapbox');
    var v0 = svg.getAttribute('viewBox').split(' ').map(Number), v = v0.slice(), tip = $('.tip', fig), tools = $('.maptools', fig.parentNode), id = svg.id;
    fig.classList.add('live'); if (tools) tools.hidden = false;
    function set(x, y, w) {
      w = Math.max(v0[2] / 6, Math.min(v0[2], w)); var h = w * v0[3] / v0[2];
      v = [Math.max(v0[0] - w * .25, Math.min(v0[0] + v0[2] - w * .75, x)), Math.max(v0[1] - h * .25, Math.min(v0[1] + v0[3] - h * .75, y)), w, h];
      if (w >= v0[2]) v = v0.slice();
      svg.setAttribute('viewBox', v.join(' ')); svg.classList.toggle('z2', v0[2] / w * (fig.clientWidth / v0[2]) > 1.3);
    }
    function zoom(f, cx, cy) { cx = cx == null ? .5 : cx; cy = cy == null ? .5 : cy; var w = Math.max(v0[2] / 6, Math.min(v0[2], v[2] * f)), h = w * v0[3] / v0[2]; set(v[0] + (v[2] - w) * cx, v[1] + (v[3] - h) * cy, w); }
    if (tools) tools.addEventListener('click', function (e) { if (!svg.getClientRects().length) return; var a = e.target.dataset.do; if (a === 'in') zoom(.7); if (a === 'out') zoom(1 / .7); if (a === 'all') set(v0[0], v0[1], v0[2]); });
    svg.addEventListener('wheel', function (e) {            // plain wheel scrolls the page; ctrl or ⌘ (and pinch) zooms
      if (!e.ctrlKey && !e.metaKey) return; e.preventDefault(); var b = svg.getBoundingClientRect(); zoom(e.deltaY > 0 ? 1.15 : 1 / 1.15, (e.clientX - b.left) / b.width, (e.clientY - b.top) / b.height);
    }, { passive: false });
    var from = null, moved = false;
    svg.addEventListener('pointerdown', function (e) { if (e.button) return; if (e.pointerType === 'touch' && v[2] >= v0[2]) return; from = [e.clientX, e.clientY, v[0], v[1]]; moved = false; });
    window.addEventListener('pointermove', function (e) {
      if (!from) return; var k = v[2] / svg.clientWidth, dx = e.clientX - from[0], dy = e.clientY - from[1];
      if (Math.abs(dx) + Math.abs(dy) > 4) { moved = true; fig.classList.add('drag'); } if (moved) set(from[2] - dx * k, from[3] - dy * k, v[2]);
    });
    window.addEventListener('pointerup', function () { from = null; fig.classList.remove('drag'); });
    svg.addEventListener('click', function (e) { if (moved) { e.preventDefault(); moved = false; } }, true);
    svg.addEventListener('dragstart', function (e) { e.preventDefault(); });
    svg.addEventListener('keydown', function (e) {
      var s = v[2] * .12, k = e.key;
      if (k === '+' || k === '=') zoom(.8); else if (k === '-') zoom(1.25); else if (k === '0') set(v0[0], v0[1], v0[2]);
      else if (k === 'ArrowLeft') set(v[0] - s, v[1], v[2]); else if (k === 'ArrowRight') set(v[0] + s, v[1], v[2]);
      else if (k === 'ArrowUp' && v[2] < v0[2]) set(v[0], v[1] - s, v[2]); else if (k === 'ArrowDown' && v[2] < v0[2]) set(v[0], v[1] + s, v[2]);
      else if (k === 'Escape') clear(); else return; e.preventDefault();
    });
    function clear() { svg.classList.remove('dim'); $$('.near', svg).forEach(function (n) { n.classList.remove('near'); }); if (tip) tip.hidden = true; }
    function light(a) {
      clear(); var key = a.id.slice(id.length + 1), n = 0; a.classList.add('near'); svg.classList.add('dim');
      $$('.e g', svg).forEach(function (g) {
        if (g.dataset.a !== key && g.dataset.b !== key) return; g.classList.add('near'); n++;
        var o = d.getElementById(id + '-' + (g.dataset.a === key ? g.dataset.b : g.dataset.a)); if (o) o.classList.add('near');
      });
      if (!tip) return;
      var t = $('title', a), txt = a.dataset.tip || (t && t.textContent) || ''; if (t) { a.dataset.tip = txt; t.textContent = ''; }   // our card instead of the browser's
      var m = /^(.*?)\. (“.*”) \((.+:\d+)\)$/.exec(txt); tip.textContent = '';
      var says = /^(.*), (\w+(?:, unsure)?, \d+ links?)$/.exec(a.getAttribute('aria-label')) || ['', a.getAttribute('aria-label'), ''];
      var b = d.createElement('b'); b.textContent = says[1].replace(/^.* \+[\d,]+ \((.*)\)$/, '$1').replace(/ \+[\d,]+$/, '');
      var s = d.createElement('div'); s.className = 'soft'; s.textContent = says[2]; tip.append(b, s);
      if (m) { var p = d.createElement('div'); p.className = 'quote'; p.textContent = m[2].slice(1, -1); var c = d.createElement('div'); c.className = 'at'; c.textContent = m[3]; tip.append(p, c); }
      var f = fig.getBoundingClientRect(), r = $('.m', a).getBoundingClientRect();   // in the corner away from the mark, so it hides no neighbour
      tip.classList.toggle('left', r.left - f.left > f.width / 2); tip.hidden = false;
    }
    $$('a', svg).forEach(function (a) {
      a.addEventListener('mouseenter', function () { if (!from) light(a); }); a.addEventListener('mouseleave', clear);
      a.addEventListener('focus', function () { if (a.matches(':focus-visible')) light(a); }); a.addEventListener('blur', clear);
    });
  });
})();
