// A misspelt option is refused by its name, wherever options are taken: passed over, it would be a setting nobody has.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import axios from 'axios';
import { MemoryReplayStore, Signer, Verifier, explain } from 'xwsse';

import { HOOKS } from './servers/hooks.mjs';
import { installWsse } from 'xwsse/axios';
import { createWsseFetch } from 'xwsse/fetch';
import { createWsseGot } from 'xwsse/got';
import { createWsseInterceptor } from 'xwsse/undici';

const KEY = { username: 'key', secret: 'secret' };
const SECRETS = { secrets: { key: 'secret' } };
const CLIENTS = {
  axios: (options) => installWsse(axios.create(), options),
  fetch: createWsseFetch,
  got: createWsseGot,
  undici: createWsseInterceptor,
};

const refusal = (make, wanted) => assert.rejects(async () => make(), { name: 'TypeError', message: wanted });

const MISSPELT = [
  [() => new Signer({ ...KEY, dialekt: 'emarsys' }), 'unknown option dialekt; did you mean dialect?'],
  [() => new Verifier({ ...SECRETS, stor: undefined }), 'unknown option stor; did you mean store?'],
  [() => new Verifier({ ...SECRETS, Clock: Date }), 'unknown option Clock; did you mean clock?'],
  [() => new Verifier({ ...SECRETS, replayStore: {} }), 'replayStore is now called store'],
  [() => new Verifier({ ...SECRETS, ignoreUnknownParameters: true }), "ignoreUnknownParameters is now a setting of the dialect: write dialect: 'penneo,unknown=ignore'"],
  [() => new Signer({ ...KEY, secrets: {}, wsse: 1 }), 'unknown option secrets; did you mean secret?'],
  [() => new MemoryReplayStore({ size: 10 }), 'unknown option size; there are capacity, historyFrom'],
  [() => new Verifier(SECRETS).verifySync('', { Now: new Date() }), 'unknown option Now; did you mean now?'],
  [() => new Verifier(SECRETS).verify('', { Now: new Date() }), 'unknown option Now; did you mean now?'],
  [() => new MemoryReplayStore({ capacity: 10, history_from: new Date() }), 'unknown option history_from; did you mean historyFrom?'],
  [() => explain('', { secrets: 'secret' }), 'unknown option secrets; did you mean secret?'],
  [() => createWsseFetch({ ...KEY, fecth: fetch }), 'unknown option fecth; did you mean fetch?'],
];
for (const [make, message] of MISSPELT) test(message, () => refusal(make, message));

for (const [name, make] of Object.entries(CLIENTS)) {
  test(`${name} takes the options that there are, and no others`, async () => {
    for (const [option, nearest] of [['origin', 'origins'], ['retryon401', 'retryOn401'], ['allow_http', 'allowHttp'], ['dialekt', 'dialect']]) {
      await refusal(() => make({ ...KEY, [option]: 'x' }), `unknown option ${option}; did you mean ${nearest}?`);
    }
    for (const flag of ['retryOn401', 'allowHttp', 'authorization']) {
      await refusal(() => make({ ...KEY, [flag]: 'false' }), `${flag} must be true or false`);
    }
    for (const nothing of [undefined, null, 'key']) await refusal(() => make(nothing), /^options must be an object, with username/);
    await refusal(() => make({ username: 'key', secret: undefined }), "the secret of 'key' is missing");
    await refusal(() => make({ signer: { headers: 1 } }), /^the signer must be a Signer, or an object with headers\(\)/);
  });
}

for (const [name, { make, demandsAlways }] of Object.entries(HOOKS)) {
  test(`${name} takes the options that there are, and no others`, async () => {
    for (const [option, nearest] of [['relm', 'realm'], ['onrejected', 'onRejected'], ['stores', 'store'], ['Verifier', 'verifier']]) {
      await refusal(() => make({ ...SECRETS, [option]: 'x' }), `unknown option ${option}; did you mean ${nearest}?`);
    }
    await refusal(() => make({ ...SECRETS, replayStore: {} }), 'replayStore is now called store');
    if (!demandsAlways) {
      await refusal(() => make({ ...SECRETS, optinal: true }), 'unknown option optinal; did you mean optional?');
      await refusal(() => make({ ...SECRETS, optional: 'false' }), 'optional must be true or false');
    }
    await refusal(() => make({ verifier: { verifySync: () => 1 } }), /^the verifier must be a Verifier, or an object with headerNames/);
  });
}

test('hooks that demand a token always have no option to let nobody in', () =>
  refusal(() => HOOKS.http.make({ ...SECRETS, optional: true }), /^unknown option optional;/));

test('a missing secret says whose it is', async () => {
  await refusal(() => new Signer({ username: 'key' }), "the secret of 'key' is missing");
  for (const secrets of [{ bob: 's', key: undefined }, { key: null }, new Map([['key', undefined]])]) {
    await refusal(() => new Verifier({ secrets }), "the secret of 'key' is missing");
  }
});
