// Compiles samples as strictly as TypeScript can, and gives what it finds wrong in them and in the package.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const TSC = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
const STRICT = [
  '--strict',
  '--exactOptionalPropertyTypes',
  '--noUncheckedIndexedAccess',
  '--noPropertyAccessFromIndexSignature',
];

export function faultsOf(samples, base) {
  const files = samples.map((sample) => fileURLToPath(new URL(sample, base)));
  const options = [
    '--noEmit',
    '--target',
    'es2022',
    '--module',
    'node16',
    '--types',
    'node',
    '--pretty',
    'false',
    ...STRICT,
  ];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [TSC, ...options, ...files], { cwd: dirname(files[0]) }, (error, stdout, stderr) => {
      if (stderr || (error && !stdout)) return reject(error ?? new Error(stderr));
      const lines = stdout.split('\n').filter((line) => line.includes('error TS'));
      // Faults in the types of other packages are not ours.
      resolve(lines.filter((line) => !/node_modules\/(?!xwsse\/)/.test(line)));
    });
  });
}
