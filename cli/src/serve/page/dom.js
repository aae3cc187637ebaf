// Elements from texts. Whatever comes from outside becomes a text node here and never mark-up.

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element; attributes that are null or false are left out, children are elements or texts. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a part of a picture. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** A button that copies a text; none where the browser does not let a page do that. */
export function copyButton(text, what) {
  if (!navigator.clipboard) return null;
  const button = el("button", { type: "button", class: "small", "aria-label": `Copy ${what}` }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  return button;
}

/** Asks the sandbox; returns its answer, or throws what it says is wrong. */
export async function ask(path, options = {}) {
  const response = await fetch(path, { cache: "no-store", credentials: "omit", ...options });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.problem ?? `the sandbox answered ${response.status}`);
  return answer;
}
