// What a reader's browser makes of the site: without scripts, with them, for whom cannot see it, and
// with notes that try to run scripts of their own.
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';

const require = createRequire(join(process.env.MODULES, 'node_modules/'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [, , site, hostile] = process.argv;
const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

const url = (dir, page) => pathToFileURL(join(dir, page)).href;
const files = (dir) => readdirSync(dir, { recursive: true }).filter((f) => f.endsWith('.html'));

/// A page of which every error and every request that leaves the disk is remembered.
async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (m) => m.type() === 'error' && faults.push(`${page.url()}: ${m.text()}`));
  page.on('pageerror', (e) => faults.push(`${page.url()}: ${e}`));
  page.on('dialog', (d) => { faults.push(`${page.url()}: a dialog`); d.dismiss(); });
  page.on('request', (r) => r.url().startsWith('file:') || faults.push(`a request to ${r.url()}`));
  return { context, page, faults };
}

/// Follows all links from the start page; every page of the site must be met, none may be missing.
async function walk() {
  const { context, page, faults } = await open({ javaScriptEnabled: false });
  const start = url(site, 'index.html');
  const inside = url(site, '');
  const [seen, waiting] = [new Set([start]), [start]];
  while (waiting.length) {
    const at = waiting.shift();
    const answer = await page.goto(at).catch((e) => faults.push(`${at}: ${e}`));
    if (typeof answer === 'number') continue;
    const links = await page.$$eval('a[href]', (all) => all.map((a) => a.href.baseVal ? new URL(a.href.baseVal, document.baseURI).href : a.href));
    for (const link of links) {
      const to = link.split('#')[0].split('?')[0];
      if (!to.startsWith(inside) || seen.has(to)) continue;
      seen.add(to);
      waiting.push(to);
    }
  }
  await context.close();
  assert.deepEqual(faults, []);
  const all = files(site).map((f) => url(site, f)).filter((f) => !/\/(404|search)\.html$/.test(f));
  assert.deepEqual(all.filter((f) => !seen.has(f)), [], 'pages that no link leads to');
  console.log(`${seen.size} pages by links alone, without JavaScript`);
}

async function searchAndMap() {
  const { context, page, faults } = await open({ viewport: { width: 1280, height: 900 } });
  await page.goto(url(site, 'index.html'));
  await page.keyboard.press('/');
  await page.keyboard.type('feature flag');
  await page.waitForSelector('#hits li');
  assert.equal(await page.textContent('#hits li .k'), 'feature flags');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/topics\/feature-flags\.html$/);
  assert.equal(await page.textContent('h1'), 'feature flags');

  await page.goto(url(site, 'search.html') + '?q=feture+flags');
  await page.waitForSelector('#results a.topic');
  assert.match(await page.textContent('#results'), /feature flags/, 'a slip of the pen finds it too');
  await page.goto(url(site, 'search.html') + '?q=trunk-based');
  await page.waitForSelector('#results .quote');

  await page.goto(url(site, 'index.html'));
  const box = () => page.getAttribute('#map', 'viewBox');
  const whole = await box();
  await page.click('.maptools [data-do=in]');
  assert.notEqual(await box(), whole, 'the map zooms');
  await page.click('.maptools [data-do=all]');
  assert.equal(await box(), whole);
  const person = page.locator('#map a.person').first();
  assert.ok(await person.isVisible());
  await person.hover();
  await page.waitForSelector('.tip .quote');
  const [name] = (await person.getAttribute('aria-label')).split(', person, ');
  assert.equal(await page.textContent('.tip b'), name, 'the card tells of what is pointed at');
  assert.match(await page.textContent('.tip .at'), /\.md:\d+$/, 'and where it stands');
  assert.ok(await page.locator('#map a.near').count() > 1, 'and its neighbours are lit');
  await page.uncheck('#m-person');
  assert.ok(!(await person.isVisible()), 'people can be switched off');
  await page.check('#m-person');
  await person.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/people\/.*\.html$/);

  await page.goto(url(site, 'browse/topics.html'));
  await page.fill('#f', 'feature');
  const shown = await page.locator('#all tbody tr:visible').allTextContents();
  assert.ok(shown.length > 0 && shown.every((row) => /feature/i.test(row)), 'the list filters');
  await context.close();
  assert.deepEqual(faults, []);
  console.log('search, map and list filter work');
}

/// One page of each sort, in both themes and at both widths.
async function accessible() {
  const folders = ['people', 'companies', 'tools', 'topics', 'talks', 'events', 'notes', 'browse'];
  const first = (folder) => files(site).filter((f) => f.startsWith(folder + '/')).sort()[0];
  const pages = ['index.html', 'browse.html', 'search.html', '404.html', 'topics/feature-flags.html', ...folders.map(first)];
  let checked = 0;
  for (const colorScheme of ['light', 'dark']) for (const width of [1440, 390]) {
    const { context, page, faults } = await open({ colorScheme, viewport: { width, height: 900 } });
    for (const name of pages) {
      await page.goto(url(site, name));
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ preload: false, resultTypes: ['violations'] }));
      const grave = violations.filter((v) => ['serious', 'critical'].includes(v.impact));
      const told = grave.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
      assert.deepEqual(told, [], `${name}, ${colorScheme}, ${width} px`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `${name} is ${over} px too wide at ${width} px`);
      checked += 1;
    }
    await context.close();
    assert.deepEqual(faults, []);
  }
  console.log(`${checked} pages without a serious fault of accessibility`);
}

/// No page runs what stands in a note, also when everything on it is touched.
async function harmless() {
  const { context, page, faults } = await open({ viewport: { width: 1280, height: 900 } });
  const pages = files(hostile);
  for (const name of pages) {
    for (const query of ['', '?q=%3Cscript%3Ewindow.hacked%3D99%3C%2Fscript%3E', '?q=hacked']) {
      if (query && name !== 'search.html') continue;
      await page.goto(url(hostile, name) + query);
      await page.evaluate(() => document.querySelectorAll('main *').forEach((e) => {
        for (const kind of ['mouseover', 'focus', 'toggle', 'load', 'error']) e.dispatchEvent(new Event(kind));
      }));
      if (query) await page.waitForTimeout(200);
      assert.equal(await page.evaluate(() => window.hacked), undefined, `a note ran a script in ${name}`);
      const scripts = await page.$$eval('a', (all) => all.map((a) => a.getAttribute('href')).filter((h) => /^\s*(javascript|data|vbscript):/i.test(h)));
      assert.deepEqual(scripts, [], `${name} links to a script`);
    }
  }
  await context.close();
  assert.deepEqual(faults, []);
  console.log(`${pages.length} pages of hostile notes run nothing`);
}

try {
  await walk();
  await searchAndMap();
  await accessible();
  await harmless();
} finally {
  await browser.close();
}
