// Draws what the sandbox says of a header. Places, words and verdicts are the sandbox's; nothing is judged here.

import { byId, copyButton, el, svg } from "./dom.js";
import { digest } from "./digest.js";

/** Shows an inspection. `source` says where it comes from, when it was not pasted. */
export function show(inspection, { useDialect = null, source = null } = {}) {
  byId("empty").hidden = true;
  byId("verdict").replaceChildren(verdict(inspection, source));
  byId("details").replaceChildren(
    ...[
      findings(inspection.findings),
      dialects(inspection, useDialect),
      header(inspection),
      inspection.picture && picture(inspection),
      inspection.calculation && digest(inspection, source !== null),
    ].filter(Boolean),
  );
}

export function clear() {
  byId("empty").hidden = false;
  byId("verdict").replaceChildren();
  byId("details").replaceChildren();
}

function card(title, ...content) {
  return el("section", { class: "card" }, el("h2", {}, title), ...content);
}

function verdict({ verdict, digest_checked: isChecked, dialect, judged_at: judgedAt }, source) {
  const look = !verdict.accepted ? ["is-bad", "✕"] : isChecked ? ["is-good", "✓"] : ["is-warn", "?"];
  const code = verdict.code && el("span", { class: "chip" }, verdict.code);
  return el("div", { class: `verdict ${look[0]}` },
    el("span", { class: "mark", "aria-hidden": "true" }, look[1]),
    el("div", {},
      source && el("p", { class: "source" }, source),
      el("h2", {}, verdict.title, code),
      el("p", {}, `${verdict.text}.`),
      el("p", { class: "source" }, "As ", el("code", {}, dialect), ", judged at ", el("code", {}, judgedAt))));
}

function findings(list) {
  if (list.length === 0) return null;
  const items = list.map(({ code, column, problem, remedy }, index) => {
    const where = [code ? el("code", {}, code) : "worth knowing", column ? `, column ${column}` : ""];
    return el("li", { class: "finding", id: `finding-${index + 1}` },
      el("span", { class: code ? "number" : "number is-note" }, `${index + 1}`),
      el("div", {},
        el("p", { class: "problem-text" }, problem),
        el("p", { class: "remedy" }, remedy),
        el("p", { class: "where" }, ...where)));
  });
  return card("What to change", el("ol", { class: "findings" }, items));
}

/** The dialect in which the digest is right, when it is not the one that was asked for. */
function dialects({ digest_dialects: names, dialect }, useDialect) {
  if (names.length === 0 || names.includes(dialect)) return null;
  const named = names.flatMap((name, index) => [index ? " or " : "", el("strong", {}, name)]);
  const buttons = useDialect
    ? names.map((name) => el("button", { type: "button", onclick: () => useDialect(name) }, `Judge as ${name}`))
    : [];
  return el("div", { class: "callout", id: "dialects" },
    el("p", {}, "This digest is right in the dialect ", ...named, "."), el("div", {}, buttons));
}

function header({ pieces, values }) {
  if (pieces.length === 0) return null;
  const text = pieces.flatMap(({ text, kind, findings: numbers }) => {
    const names = [kind === "between" ? "between" : `kind-${kind}`, numbers.length ? "faulty" : ""];
    const marks = numbers.map((number) => el("a", {
      class: "number", href: `#finding-${number}`, "aria-label": `fault ${number}`,
    }, `${number}`));
    return [...marks, el("span", { class: names.join(" ").trim() }, text)];
  });
  const rows = values.map(({ name, value, kind }) => el("div", { class: `kind-${kind}` },
    el("dt", {}, name),
    el("dd", {}, el("code", {}, value === "" ? "(empty)" : value)),
    el("dd", {}, copyButton(value, name))));
  return card("The header",
    el("p", { class: "header-text", id: "header-text" }, text),
    rows.length ? el("dl", { class: "values" }, rows) : null);
}

/** A line of time: the window, the clock that judges, and Created. On a phone it is drawn narrower, not smaller. */
function picture({ picture: at }) {
  const width = matchMedia("(max-width: 560px)").matches ? 480 : 1000;
  const x = (place) => (place * width) / 1000;
  const right = at.created > 500;
  const isNarrow = at.furthest - at.oldest < 300;
  const label = (place, y, text, anchor, strong) =>
    svg("text", { x: place, y, "text-anchor": anchor, class: strong ? "strong" : null }, text);
  const created = at.is_inside ? "created is-good" : "created is-bad";
  const drawing = svg("svg", { class: "picture", viewBox: `0 0 ${width} 172`, role: "img", "aria-label": at.text },
    svg("rect", { class: "window", x: x(at.oldest), y: 62, width: x(at.furthest - at.oldest), height: 44, rx: 8 }),
    svg("line", { class: at.is_far ? "axis far" : "axis", x1: 8, x2: width - 8, y1: 84, y2: 84 }),
    svg("line", { class: "now", x1: x(at.now), x2: x(at.now), y1: 52, y2: 116 }),
    label(x(at.now), 138, "now", "middle"),
    label(x(at.oldest), 166, at.oldest_label, isNarrow ? "end" : "middle"),
    label(x(at.furthest), 166, at.furthest_label, isNarrow ? "start" : "middle"),
    svg("circle", { class: created, cx: x(at.created), cy: 84, r: 11 }),
    label(right ? Math.min(x(at.created) + 14, width - 8) : Math.max(x(at.created) - 14, 8), 40,
      `Created, ${at.age}`, right ? "end" : "start", true));
  return card("Created and the window", drawing, el("p", { class: "caption" }, `${at.text}.`));
}
