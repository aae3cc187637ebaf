// What is in the tarballs, and how it is found.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const FOLDER = dirname(require.resolve('xwsse/package.json'));
const MANIFEST = require('xwsse/package.json');
const TARBALLS = readdirSync(process.env.XWSSE_DIST).map((name) => join(process.env.XWSSE_DIST, name));
const files = (tarball) => execFileSync('tar', ['tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
const ENTRIES = Object.keys(MANIFEST.exports).filter((entry) => entry !== './package.json');

test('the package is the one that was installed, and not a link into the source tree', () => {
  assert(FOLDER.includes('node_modules') && !FOLDER.startsWith(join(process.env.XWSSE_SOURCE, 'bindings-node')), FOLDER);
});

test('its version is that of the crate', () => {
  const [, version] = /\[workspace\.package\]\nversion = "(.*)"/.exec(readFileSync(join(process.env.XWSSE_SOURCE, 'Cargo.toml'), 'utf8'));
  assert.equal(MANIFEST.version, version);
  assert.equal(require('xwsse').version, version);
  assert.deepEqual(Object.values(MANIFEST.optionalDependencies), Array(Object.keys(MANIFEST.optionalDependencies).length).fill(version));
});

test('the tarballs hold what they should, and nothing else', () => {
  const main = TARBALLS.find((name) => /xwsse-\d[^/]*\.tgz$/.test(name));
  assert.equal(TARBALLS.length, 2);
  for (const name of files(main)) {
    assert.match(name, /^package\/(package\.json|README\.md|LICENSE-(MIT|APACHE)|native\.cjs|lib\/((internal|xwsse)\/)?[\w-]+\.(js|mjs|d\.ts|d\.mts))$/);
  }
  for (const needed of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'native.cjs']) assert(files(main).includes(`package/${needed}`), needed);
  const platform = TARBALLS.find((name) => name !== main);
  const [binary] = files(platform).filter((name) => name.endsWith('.node'));
  assert.deepEqual(files(platform).sort(), ['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'package.json', binary.slice(8)].map((name) => `package/${name}`).sort());
});

test('the package needs no other, and runs no script', () => {
  assert.equal(MANIFEST.dependencies, undefined);
  assert.equal(MANIFEST.scripts, undefined);
  assert.equal(MANIFEST.devDependencies, undefined);
  for (const peer of Object.keys(MANIFEST.peerDependencies ?? {})) assert.equal(MANIFEST.peerDependenciesMeta[peer].optional, true, peer);
});

test('platform packages are named for the usual platforms', () => {
  assert(MANIFEST.napi.targets.length >= 8);
  for (const name of Object.keys(MANIFEST.optionalDependencies)) assert.match(name, /^xwsse-(linux|darwin|win32)-(x64|arm64)(-gnu|-musl|-msvc)?$/);
});

for (const entry of ENTRIES) {
  test(`import and require give the same: ${entry}`, async () => {
    const name = entry.replace('.', 'xwsse');
    const imported = await import(name);
    const required = require(name);
    const names = (module) => Object.keys(module).filter((key) => !['default', '__esModule', 'module.exports'].includes(key)).sort();
    assert.deepEqual(names(imported), names(required));
    assert(names(imported).length > 0);
    // The classes of Hono and Nest differ, and so does what is made with them.
    if (['./hono', './nest'].includes(entry)) return;
    for (const key of names(imported)) assert.equal(imported[key], required[key], key);
  });
}

test('every entry has its types, and no const enum is in them', () => {
  for (const { import: esm, require: cjs } of Object.values(MANIFEST.exports).filter((entry) => typeof entry === 'object')) {
    for (const path of [esm.replace(/\.mjs$/, '.d.mts'), cjs.replace(/\.js$/, '.d.ts')]) assert(existsSync(join(FOLDER, path)), path);
  }
  for (const name of readdirSync(join(FOLDER, 'lib')).filter((name) => /\.d\.m?ts$/.test(name))) {
    assert.doesNotMatch(readFileSync(join(FOLDER, 'lib', name), 'utf8'), /\benum\b/, name);
  }
});

test('the package says what is missing where there is no binary', () => {
  const main = TARBALLS.find((name) => /xwsse-\d[^/]*\.tgz$/.test(name));
  const folder = mkdtempSync(join(tmpdir(), 'xwsse-'));
  try {
    execFileSync('tar', ['xzf', main, '-C', folder]);
    const failure = (before) => {
      const program = `process.report.excludeNetwork = true; ${before}; require(${JSON.stringify(join(folder, 'package'))})`;
      return () => execFileSync(process.execPath, ['-e', program], { stdio: 'pipe', env: { ...process.env, NODE_OPTIONS: '' } });
    };
    const [ours] = Object.keys(MANIFEST.optionalDependencies);
    assert.throws(failure(''), new RegExp(`install the package .*${ours}.*--omit=optional`));
    const elsewhere = "Object.defineProperty(process, 'platform', { value: 'plan9' })";
    assert.throws(failure(elsewhere), new RegExp(`there is none for plan9-${process.arch}, only .*${ours}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
