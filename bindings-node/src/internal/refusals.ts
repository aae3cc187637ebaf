/** The first refusals, shown where a newcomer looks: whose first secret is wrong sees a bare 401 on both sides otherwise. */

import type { RejectedError } from '../errors.js';
import type { Refused } from './visit.js';

/** So many are shown: a peer must not fill a log. */
const SHOWN = 5;

/** Makes a function that warns of the first refusals that it is told. */
export function firstRefusals(): (rejected: RejectedError, about: Refused) => void {
  let shown = 0;
  return (rejected, about) => {
    if (shown >= SHOWN) return;
    shown += 1;
    const { username, method, path, peer } = about;
    const who = username === undefined ? '' : ` (username ${JSON.stringify(username)})`;
    const last = shown === SHOWN ? ' Later refusals are not shown: pass onRejected to see them all.' : '';
    const text = `refused ${method} ${path} of ${peer}${who} with ${rejected.code}: ${rejected.message}.${last}`;
    const { code } = rejected;
    // The text is enough: a stack would only lead into this package.
    const warning = Object.assign(new Error(text), { name: 'WsseWarning', stack: `WsseWarning: ${text}`, code, ...about });
    process.emitWarning(warning);
  };
}
