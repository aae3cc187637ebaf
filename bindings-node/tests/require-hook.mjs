// The half of `require.mjs` that Node runs in a thread of its own.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export function resolve(specifier, context, next) {
  if (!/^xwsse(\/|$)/.test(specifier)) return next(specifier, context);
  const path = createRequire(context.parentURL).resolve(specifier);
  return { url: pathToFileURL(path).href, format: 'commonjs', shortCircuit: true };
}
