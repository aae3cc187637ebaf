// The examples in the documentation of the package's modules, made into modules that can be called.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIB = dirname(fileURLToPath(import.meta.resolve('xwsse')));

/** The example in a declaration file, as a module that exports what is named. */
export function exampleOf(file, name, change = (code) => code) {
  const blocks = [...readFileSync(join(LIB, file), 'utf8').matchAll(/```js\n(.*?)```/gs)];
  if (blocks.length !== 1) throw new Error(`${file} has ${blocks.length} examples`);
  const code = change(blocks[0][1].replace(/^ *\* ?/gm, ''));
  const resolved = code.replace(/from '([^']+)'/g, (_, specifier) => `from '${import.meta.resolve(specifier)}'`);
  return import(`data:text/javascript,${encodeURIComponent(`${resolved}\nexport { ${name} };`)}`);
}
