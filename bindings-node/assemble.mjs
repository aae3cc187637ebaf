// Puts the package together from what the compilers made: `node assemble.mjs WORK`. In the folder WORK it reads
// `build/lib` (from tsc), `native` and `build/npm` (from napi); it writes `package`.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const source = import.meta.dirname;
const work = process.argv[2];
const out = join(work, 'package');
const npm = join(work, 'build', 'npm');
const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));

// Of the platform packages, those whose binary was built: here that of this machine, for a release all of them.
const binary = (platform) => join(work, 'native', `${manifest.napi.binaryName}.${platform}.node`);
const platforms = readdirSync(npm).filter((platform) => existsSync(binary(platform)));
for (const platform of readdirSync(npm)) {
  if (platforms.includes(platform)) cpSync(binary(platform), join(npm, platform, basename(binary(platform))));
  else rmSync(join(npm, platform), { recursive: true });
}
manifest.optionalDependencies = Object.fromEntries(
  platforms.map((platform) => [`${manifest.name}-${platform}`, manifest.version]),
);
delete manifest.devDependencies;

for (const platform of platforms) {
  const path = join(npm, platform, 'package.json');
  const ofPlatform = JSON.parse(readFileSync(path, 'utf8'));
  ofPlatform.files.push('LICENSE-*');
  ofPlatform.description = `The compiled half of ${manifest.name} for ${platform}`;
  delete ofPlatform.keywords;
  writeFileSync(path, `${JSON.stringify(ofPlatform, null, 2)}\n`);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out);
cpSync(join(work, 'build', 'lib'), join(out, 'lib'), { recursive: true });
cpSync(join(work, 'native', 'native.cjs'), join(out, 'native.cjs'));
for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) {
  for (const folder of [out, ...platforms.map((platform) => join(npm, platform))]) {
    cpSync(join(source, '..', licence), join(folder, licence));
  }
}
cpSync(join(source, 'README.md'), join(out, 'README.md'));
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

// What `import` takes is a thin shell around what `require` takes, so that there is one instance of every class; unless
// a module has a source of its own for it.
for (const entry of Object.values(manifest.exports)) {
  if (!entry.import || existsSync(join(out, entry.import))) continue;
  const name = basename(entry.import, '.mjs');
  for (const kind of ['mjs', 'd.mts']) {
    writeFileSync(join(out, 'lib', `${name}.${kind}`), `export * from './${name}.js';\n`);
  }
}
