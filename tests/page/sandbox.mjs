// Starts the real sandbox, sends it requests, and opens its page in Chromium.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const XWSSE = process.env.XWSSE_COMMAND;
export const USERNAME = "page-test-key";
export const SECRET = "canary-of-the-page-tests-0123456789";

// A test that fails leaves its sandbox behind, and Node would wait for it.
const children = new Set();
process.on("exit", () => children.forEach((child) => child.kill("SIGKILL")));

const environment = { ...process.env, XWSSE_USERNAME: USERNAME, XWSSE_SECRET: SECRET };
delete environment.XWSSE_DIALECT;

/** Starts `xwsse serve`; gives its address, its log, and a function that ends it. */
export async function startSandbox(port = 0, options = []) {
  const child = spawn(XWSSE, ["serve", "--port", `${port}`, ...options], { env: environment });
  children.add(child);
  child.unref();
  const sandbox = { log: "", url: "" };
  child.stderr.on("data", (chunk) => { sandbox.log += chunk; });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("listening url=")) {
      sandbox.url = line.slice("listening url=".length);
      break;
    }
  }
  child.stdout.unref();
  child.stderr.unref();
  if (!sandbox.url) throw new Error(`the sandbox did not start: ${sandbox.log}`);
  sandbox.stop = async () => {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    children.delete(child);
  };
  return sandbox;
}

/** The value of a fresh header. */
export function sign(username = USERNAME, secret = SECRET) {
  const env = { ...environment, XWSSE_USERNAME: username, XWSSE_SECRET: secret };
  return execFileSync(XWSSE, ["sign", "--format", "value"], { env, encoding: "utf8" }).trim();
}

/** Sends a request to the gate; gives the status. */
export async function send(url, header, path = "/api/orders", method = "GET") {
  const headers = header === null ? {} : { "X-WSSE": header };
  const response = await fetch(url + path, { method, headers });
  await response.arrayBuffer();
  return response.status;
}

export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

/** Opens the page, and notes everything that it complains of and asks for. */
export async function openPage(browser, url, { width = 1280, height = 900, colorScheme = "light", scale = 1 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, deviceScaleFactor: scale });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const seen = { complaints: [], requests: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.complaints.push(message.text());
  });
  page.on("pageerror", (error) => seen.complaints.push(`${error}`));
  page.on("request", (request) => seen.requests.push(request));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(url);
  await page.waitForSelector("#connection[data-state=live]");
  return { page, seen, close: () => context.close() };
}
