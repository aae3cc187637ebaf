// What axe-core finds, in light and dark, and the pictures of the page for the documentation.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SECRET, USERNAME, openPage, send, sign, startBrowser, startSandbox } from "./sandbox.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const IMAGES = process.env.XWSSE_IMAGES;
const UPDATE = process.env.XWSSE_UPDATE_IMAGES === "1";

const VIEWS = {
  light: { width: 1240, height: 1500, colorScheme: "light" },
  dark: { width: 1240, height: 1500, colorScheme: "dark" },
  phone: { width: 360, height: 1560, colorScheme: "light" },
};

let browser;
let sandbox;

before(async () => {
  [browser, sandbox] = await Promise.all([startBrowser(), startSandbox()]);
  const replayed = sign();
  await send(sandbox.url, sign(), "/api/casefiles");
  await send(sandbox.url, replayed, "/api/documents", "POST");
  await send(sandbox.url, replayed, "/api/documents", "POST");
  await send(sandbox.url, null, "/api/casefiles/42");
  await send(sandbox.url, sign(USERNAME, `${SECRET}\n`), "/api/folders");
  await send(sandbox.url, sign(), "/api/casefiles/42", "DELETE");
});
after(async () => {
  await browser?.close();
  await sandbox?.stop();
});

/** axe runs outside of the page's policy, as an extension would. */
async function violations(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: AXE });
  const options = JSON.stringify({ resultTypes: ["violations"] });
  const { result } = await session.send("Runtime.evaluate", {
    expression: `axe.run(document, ${options}).then(({ violations }) => JSON.stringify(
      violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(result.value);
}

for (const [view, options] of Object.entries(VIEWS)) {
  test(`axe finds nothing in the ${view} view`, async () => {
    const { page, close } = await openPage(browser, sandbox.url, options);
    await page.locator(".request").first().waitFor();
    assert.deepEqual(await violations(page), [], "the empty page");
    for (const example of ["a good one", "digest of base64 text", "local time labelled Z"]) {
      await page.getByRole("button", { name: example }).click();
      await page.locator("#verdict .mark").waitFor();
      assert.deepEqual(await violations(page), [], example);
    }
    await page.locator(".request", { hasText: "/api/folders" }).click();
    await page.getByText("the sandbox's own, not shown").waitFor();
    assert.deepEqual(await violations(page), [], "a request");
    await close();
  });

  test(`the picture of the ${view} view is at hand`, async () => {
    // Three quarters of the size: what a page shows beside text, in fewer bytes.
    const scale = view === "phone" ? 1 : 0.75;
    const { page, close } = await openPage(browser, sandbox.url, { ...options, scale });
    await page.locator(".request").first().waitFor();
    await page.getByRole("button", { name: view === "dark" ? "digest of base64 text" : "local time labelled Z" }).click();
    await page.locator(".picture").waitFor();
    await page.evaluate(() => document.activeElement.blur());
    mkdirSync("screenshots", { recursive: true });
    const name = `inspector-${view}.png`;
    const path = join("screenshots", name);
    await page.screenshot({ path, animations: "disabled" });
    await close();
    const committed = join(IMAGES, name);
    if (UPDATE) {
      mkdirSync(IMAGES, { recursive: true });
      copyFileSync(path, committed);
    }
    const bytes = readFileSync(committed);
    assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    assert.ok(statSync(committed).size < 200_000, `${committed} is too large`);
  });
}
