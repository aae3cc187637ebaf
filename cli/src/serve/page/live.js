// The live list: what has reached the gate, newest first, and a bell that rings for each.

import { ask, byId, copyButton, el } from "./dom.js";
import { forget } from "./form.js";
import { show } from "./results.js";

const MOST = 100;
const list = byId("requests");
let run = null;

/** Shows how to send a request, and follows what arrives; the browser reconnects by itself. */
export function start(session) {
  byId("command").textContent = session.command;
  const copy = copyButton(session.command, "the command");
  if (copy) byId("command").after(copy);

  const events = new EventSource("/events");
  events.addEventListener("open", () => say("live", "live"));
  events.addEventListener("error", () => say("lost", "lost; trying again"));
  events.addEventListener("run", ({ data }) => {
    // Another run of the sandbox counts from 1 again.
    if (data !== run) clear();
    run = data;
  });
  events.addEventListener("request", ({ data }) => add(JSON.parse(data)));
}

function say(state, text) {
  const connection = byId("connection");
  connection.dataset.state = state;
  connection.textContent = text;
}

function clear() {
  list.replaceChildren();
  byId("live-empty").hidden = false;
  byId("jump").hidden = true;
}

function look({ accepted, code, status }) {
  if (accepted) return ["is-good", "✓"];
  return status === 503 || !code ? ["is-warn", "!"] : ["is-bad", "✕"];
}

function add(request) {
  byId("live-empty").hidden = true;
  const [name, mark] = look(request);
  const outcome = request.accepted ? "accepted" : request.code ?? `${request.status}`;
  const why = request.accepted
    ? [` · ${request.username}`]
    : request.problem ? [` · ${request.problem}`] : [];
  const button = el("button", {
    type: "button", class: `request ${name}`, "aria-pressed": "false", "data-id": `${request.id}`,
    title: request.client, onclick: () => open(request, button),
  },
  el("span", { class: "mark", "aria-hidden": "true" }, mark),
  el("span", { class: "what" }, el("strong", {}, request.method), ` ${request.path}`),
  el("span", { class: "when" }, `${request.received.slice(11, 19)}Z`),
  el("span", { class: "why" }, el("span", { class: "code" }, `${request.status} ${outcome}`), ...why));
  list.prepend(el("li", {}, button));
  byId("jump").hidden = false;
  while (list.children.length > MOST) list.lastElementChild.remove();
  byId("announcement").textContent = `${request.method} ${request.path}: ${request.status} ${outcome}`;
}

/** Shows what the sandbox says of a request that arrived. */
async function open(request, button) {
  forget();
  for (const other of list.querySelectorAll("[aria-pressed=true]")) other.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-pressed", "true");
  byId("problem").textContent = "";
  try {
    const inspection = await ask(`/requests/${request.id}`);
    show(inspection, { source: `Request ${request.id}: ${request.method} ${request.path}` });
    byId("result").focus();
    byId("result").scrollIntoView();
  } catch (error) {
    byId("problem").textContent = error.message;
  }
}
