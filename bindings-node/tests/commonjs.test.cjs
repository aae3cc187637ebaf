// `require`, as a program in CommonJS has it.
const assert = require('node:assert/strict');
const { test } = require('node:test');

const { RejectedError, Signer, Verifier, version } = require('xwsse');

test('it signs and verifies', async () => {
  const verifier = new Verifier({ secrets: { key: 'secret' } });
  const header = new Signer({ username: 'key', secret: 'secret' }).header();
  assert.equal(verifier.verifySync(header).username, 'key');
  await assert.rejects(verifier.verify(header), RejectedError);
  assert.match(version, /^\d+\.\d+\.\d+$/);
});

test('instanceof works across import and require', async () => {
  const imported = await import('xwsse');
  const verifier = new imported.Verifier({ secrets: {} });
  assert.throws(() => verifier.verifySync('nonsense'), RejectedError);
  assert.equal(imported.Signer, Signer);
});
