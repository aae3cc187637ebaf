// The form: what is pasted goes to the sandbox as it is typed, and what the sandbox says is shown.

import { ask, byId, el } from "./dom.js";
import { clear, show } from "./results.js";

const OTHER = "other";
const fields = Object.fromEntries(["pasted", "preset", "dialect", "secret", "at"].map((id) => [id, byId(id)]));
let waiting = null;
let timer = 0;

/** Fills in the dialects, and begins to listen. */
export function start(session) {
  fields.preset.replaceChildren(
    ...session.presets.map((name) => el("option", { value: name }, name)),
    el("option", { value: OTHER }, "other…"),
  );
  choose(session.dialect);

  const form = byId("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    inspectNow();
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(inspect, 300);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) inspectNow();
  });
  form.addEventListener("reset", () => setTimeout(() => {
    choose(session.dialect);
    hideSecret();
    inspect();
    fields.pasted.focus();
  }));
  fields.preset.addEventListener("change", () => {
    showDialectField();
    if (fields.preset.value === OTHER) fields.dialect.focus();
  });
  for (const button of form.querySelectorAll("[data-example]")) {
    button.addEventListener("click", () => example(button.dataset.example));
  }
  byId("show-secret").addEventListener("click", () => {
    if (fields.secret.type === "password") showSecret();
    else hideSecret();
  });
}

/** Judges what is pasted in this dialect. */
export function useDialect(dialect) {
  choose(dialect);
  inspect();
  fields.preset.focus();
}

/** Forgets an answer that is still on its way. */
export function forget() {
  clearTimeout(timer);
  waiting?.abort();
  waiting = null;
}

async function inspect() {
  forget();
  say("");
  if (fields.pasted.value.trim() === "") return clear();
  const asked = new AbortController();
  waiting = asked;
  try {
    const body = JSON.stringify({
      pasted: fields.pasted.value,
      secret: fields.secret.value,
      dialect: chosen(),
      at: fields.at.value,
    });
    const answer = await ask("/inspect", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      signal: asked.signal,
    });
    if (!asked.signal.aborted) show(answer, { useDialect });
  } catch (error) {
    if (!asked.signal.aborted) say(error.message);
  }
}

/** For the person who asked: on a phone the verdict is below what can be seen. */
async function inspectNow() {
  await inspect();
  byId("verdict").scrollIntoView({ block: "nearest" });
}

async function example(name) {
  try {
    const { pasted, secret, dialect } = await ask(`/examples/${name}`);
    fields.pasted.value = pasted;
    fields.secret.value = secret;
    fields.at.value = "";
    choose(dialect);
    await inspectNow();
  } catch (error) {
    say(error.message);
  }
}

function say(problem) {
  byId("problem").textContent = problem;
}

function chosen() {
  return fields.preset.value === OTHER ? fields.dialect.value.trim() : fields.preset.value;
}

function choose(dialect) {
  const isPreset = [...fields.preset.options].some((option) => option.value === dialect);
  fields.preset.value = isPreset ? dialect : OTHER;
  fields.dialect.value = isPreset ? "" : dialect;
  showDialectField();
}

function showDialectField() {
  byId("dialect-field").hidden = fields.preset.value !== OTHER;
}

function showSecret() {
  fields.secret.type = "text";
  byId("show-secret").setAttribute("aria-pressed", "true");
}

function hideSecret() {
  fields.secret.type = "password";
  byId("show-secret").setAttribute("aria-pressed", "false");
}
