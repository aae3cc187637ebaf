// `node --import ./require.mjs`: every `import … from 'xwsse…'` of the tests is what `require` takes. So they all run
// once more, with the package's other half.
import { createRequire, register } from 'node:module';

export function resolve(specifier, context, next) {
  if (!/^xwsse(\/|$)/.test(specifier)) return next(specifier, context);
  const path = createRequire(context.parentURL).resolve(specifier);
  return { url: new URL(`file://${path}`).href, format: 'commonjs', shortCircuit: true };
}

if (process.env.XWSSE_IN_HOOKS !== '1') register(import.meta.url, { data: null });
