// Begins: asks what sandbox this is, then starts the form and the live list.

import { ask, byId } from "./dom.js";
import * as form from "./form.js";
import * as live from "./live.js";

try {
  const session = await ask("/session");
  byId("gate").textContent = `${session.url}/api/`;
  byId("gate-dialect").textContent = session.dialect;
  form.start(session);
  live.start(session);
} catch (error) {
  byId("problem").textContent = `${error.message}; is the sandbox still there?`;
}
