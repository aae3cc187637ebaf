// The digest, step by step, as the sandbox has calculated it.

import { copyButton, el } from "./dom.js";

const ENCODINGS = {
  base64: "base64 of the hash",
  base64hex: "base64 of the hash's hex digits",
};

/** The steps. Of a request that has arrived there is no digest to compare: the sandbox keeps its secret. */
export function digest({ calculation, values }, hasArrived) {
  const { nonce_len: nonceLen, created, secret_len: secretLen, digest_encoding: encoding } = calculation;
  const nonceNote = calculation.nonce_is_decoded
    ? `what the header's base64 stands for: ${count(nonceLen)}, here as hex`
    : `the header's text as it stands: ${count(nonceLen)}, here as hex`;
  const withSecret = secretLen !== null;
  const secretNote = withSecret
    ? `${count(secretLen)}, not shown`
    : hasArrived ? "the sandbox's own, not shown" : "type it above to see the rest";
  const steps = [
    step("1. Nonce", bytes("nonce", calculation.nonce_hex), nonceNote),
    step("2. Created", bytes("created", created), `as it stands in the header: ${count(created.length)}`),
    step("3. Secret", bytes("secret", "••••••••"), secretNote),
    step("4. Run together", run(nonceLen, created.length, secretLen), "in this order, with nothing between"),
  ];
  if (withSecret) {
    const { hash, hash_hex: hex, digest, matches } = calculation;
    steps.push(
      step(`5. ${hash}`, el("span", {}, hex), "here as hex"),
      step("6. Digest", el("span", {}, digest, " ", copyButton(digest, "digest")), ENCODINGS[encoding]),
      compare(values, matches),
    );
  } else {
    steps.push(step(`5. ${calculation.hash}`, "…", `then ${ENCODINGS[encoding]}`));
  }
  return el("section", { class: "card", id: "digest" },
    el("h2", {}, "How the digest is made"),
    el("p", { class: "formula mono" }, formula(calculation)), el("ol", { class: "steps" }, steps));
}

function formula({ hash, digest_encoding: encoding }) {
  const hashed = `${hash}(nonce + created + secret)`;
  return encoding === "base64hex" ? `base64(hex(${hashed}))` : `base64(${hashed})`;
}

function step(title, content, note, look = "") {
  return el("li", { class: `step ${look}`.trim() },
    el("h3", {}, title),
    el("div", {}, el("div", { class: "mono" }, content), el("p", { class: "note" }, note)));
}

function compare(values, matches) {
  if (matches === null) return step("7. In the header", "…", "there is no PasswordDigest to compare with");
  const sent = values.find((value) => value.kind === "digest")?.value ?? "";
  return matches
    ? step("7. In the header", `✓ ${sent}`, "the same", "is-good")
    : step("7. In the header", `✕ ${sent}`, "another one: it was made in another way, or with another secret", "is-bad");
}

function bytes(kind, text) {
  return el("span", { class: `bytes kind-${kind}` }, text);
}

/** A bar whose parts are as long as what they stand for. */
function run(nonceLen, createdLen, secretLen) {
  const part = (kind, name, len) => {
    const span = el("span", { class: `kind-${kind}` }, len === null ? name : `${name} ${len}`);
    span.style.flexGrow = `${len ?? 16}`;
    return span;
  };
  return el("span", { class: "run" },
    part("nonce", "nonce", nonceLen), part("created", "created", createdLen), part("secret", "secret", secretLen));
}

function count(bytes) {
  return bytes === 1 ? "1 byte" : `${bytes} bytes`;
}
