// `node --import ./require.mjs`: every `import … from 'xwsse…'` of the tests is what `require` gives. So they all run
// once more, with the package's other half.
import { register } from 'node:module';

register('./require-hook.mjs', import.meta.url);
