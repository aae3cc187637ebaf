// The inspector page as its visitors have it: the real sandbox, a real browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SECRET, USERNAME, openPage, send, sign, startBrowser, startSandbox } from "./sandbox.mjs";

let browser;
let sandbox;

before(async () => {
  [browser, sandbox] = await Promise.all([startBrowser(), startSandbox()]);
});
after(async () => {
  await browser?.close();
  await sandbox?.stop();
});

/** A test on a fresh page, which must not complain, and must ask nobody but its sandbox. */
function onPage(name, options, body) {
  test(name, async () => {
    const opened = await openPage(browser, sandbox.url, options);
    try {
      await body(opened.page, opened.seen);
      const complaints = opened.seen.complaints.filter((text) => !options.expected?.test(text));
      assert.deepEqual(complaints, []);
      for (const request of opened.seen.requests) {
        assert.equal(new URL(request.url()).origin, sandbox.url);
        assert.ok(!request.url().includes(SECRET), "the secret is in a URL");
      }
    } finally {
      await opened.close();
    }
  });
}

const title = (page) => page.locator("#verdict h2");
const paste = (page, text) => page.locator("#pasted").fill(text);

// As a verifier of this dialect says it, published in 2003 with its secret.
const PUBLISHED = 'UsernameToken Username="bob", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", '
  + 'Nonce="d36e316282959a9ed4c89851497a717f", Created="2003-12-15T14:43:07Z"';

onPage("an empty page explains itself and shows how to send a request", {}, async (page) => {
  assert.ok(await page.locator("#empty").isVisible());
  const command = await page.locator("#command").textContent();
  assert.equal(command, `xwsse sign --username ${USERNAME} | curl -H @- ${sandbox.url}/api/hello`);
});

onPage("each example has its verdict", {}, async (page) => {
  await page.getByRole("button", { name: "a good one" }).click();
  await page.getByText("Would be accepted, once").waitFor();
  assert.equal(await page.locator(".finding .number:not(.is-note)").count(), 0);
  await page.getByText("the same", { exact: true }).waitFor();

  await page.getByRole("button", { name: "local time labelled Z" }).click();
  await page.getByText("created_in_future").first().waitFor();
  await page.getByText("UTC+01:00 labelled Z").waitFor();

  await page.getByRole("button", { name: "digest of base64 text" }).click();
  await page.getByText("PasswordDigest was made of the nonce's base64 text").waitFor();
  await page.getByText("digest_mismatch").first().waitFor();
});

const PHONE = { width: 390, height: 780 };
const isVerdictInView = (page) => page.locator("#verdict .verdict").evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
});

onPage("on a phone the verdict that was asked for comes into view", PHONE, async (page) => {
  await page.getByRole("button", { name: "local time labelled Z" }).click();
  await page.getByText("created_in_future").first().waitFor();
  assert.ok(await isVerdictInView(page), "of an example");
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByRole("button", { name: "Inspect" }).click();
  await page.waitForFunction(() => scrollY > 0);
  assert.ok(await isVerdictInView(page), "of what was pasted");
});

onPage("while one types, the page stays where it is", PHONE, async (page) => {
  await page.locator("#pasted").pressSequentially("UsernameToken");
  await page.locator("#verdict .verdict").waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
});

onPage("a published header has its steps, and the dialect that makes its digest is one click away", {}, async (page) => {
  await page.locator("#secret").fill("taadtaadpstcsm");
  await page.locator("#at").fill("2003-12-15T14:43:10Z");
  await paste(page, PUBLISHED);
  await title(page).filter({ hasText: "Would be refused" }).waitFor();
  await page.getByRole("button", { name: "Judge as atom" }).click();
  await title(page).filter({ hasText: "Would be accepted, once" }).waitFor();
  assert.equal(await page.locator("#preset").inputValue(), "atom");
  const steps = await page.locator("#digest").textContent();
  // From sha1(nonce + created + secret), as any other tool calculates it.
  assert.ok(steps.includes("aae47f1162c0578c4b7fd66acb0e290e67d5f4e6"), steps);
  assert.ok(steps.includes("✓ quR/EWLAV4xLf9Zqyw4pDmfV9OY="), steps);
  assert.ok(!(await page.locator("#result").textContent()).includes("taadtaadpstcsm"));
  const picture = await page.getByRole("img", { name: "Created is 3 s old" });
  assert.equal(await picture.count(), 1);
});

onPage("without the secret the verdict says what was not checked", {}, async (page) => {
  await paste(page, sign());
  await page.getByText("No fault found so far").waitFor();
  await page.getByText("type it above to see the rest").waitFor();
});

onPage("the parts stand in place, each fault at its letter", {}, async (page) => {
  await paste(page, "UsernameToken Username='key', PasswordDigest=\"x\", Nonce=\"AAAA\" Created=\"now\"");
  await page.getByText("the value is not in double quotes").waitFor();
  const shown = await page.locator("#header-text").evaluate((element) => {
    const copy = element.cloneNode(true);
    for (const mark of copy.querySelectorAll(".number")) mark.remove();
    return copy.textContent;
  });
  assert.equal(shown, "UsernameToken Username='key', PasswordDigest=\"x\", Nonce=\"AAAA\" Created=\"now\"");
  assert.deepEqual(await page.locator("#header-text [class*=kind-]").allTextContents(), ["key", "x", "AAAA", "now"]);
  await page.locator("#header-text a.number").first().click();
  assert.match(page.url(), /#finding-\d+$/);
});

onPage("pasted mark-up stays text", {}, async (page) => {
  const markUp = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
  await paste(page, `UsernameToken Username="${markUp}", <b>Nonce</b>="<svg onload=alert(3)>", Created="<i>"`);
  await page.locator(".finding").first().waitFor();
  const inside = page.locator("#result");
  assert.equal(await inside.locator("img, script, b, i, svg:not(.picture)").count(), 0);
  assert.ok((await page.locator("#header-text").textContent()).includes("<img src=x onerror=alert(1)>"));
});

onPage("a wrong dialect or time is said at the form", { expected: /status of 422/ }, async (page) => {
  await paste(page, PUBLISHED);
  await page.locator("#at").fill("yesterday");
  await page.getByRole("alert").filter({ hasText: "write it like 2026-01-02T03:04:05Z" }).waitFor();
  await page.locator("#at").fill("2003-12-15T14:43:10Z");
  await page.locator("#preset").selectOption("other");
  await page.locator("#dialect").fill("penneo, nonce");
  await page.getByRole("alert").filter({ hasText: "is not a change" }).waitFor();
  await page.locator("#dialect").fill("atom,max_age=1");
  await title(page).filter({ hasText: "created_stale" }).waitFor();
  assert.equal(await page.getByRole("alert").textContent(), "");
});

onPage("the live list shows what arrives, and each request explains itself", {}, async (page) => {
  const header = sign();
  assert.equal(await send(sandbox.url, header, "/api/orders?private=1", "POST"), 200);
  assert.equal(await send(sandbox.url, header), 401);
  assert.equal(await send(sandbox.url, null, "/api/nothing"), 401);
  assert.equal(await send(sandbox.url, sign(USERNAME, `${SECRET}\n`), "/api/newline"), 401);

  const rows = page.locator("#requests .request");
  await rows.filter({ hasText: "/api/newline" }).waitFor();
  const texts = (await rows.allTextContents()).slice(0, 4);
  assert.match(texts[3], new RegExp(`POST /api/orders.*200 accepted · ${USERNAME}`));
  assert.match(texts[2], /GET \/api\/orders.*401 replayed · this message was used before/);
  assert.match(texts[1], /GET \/api\/nothing.*401 header_missing/);
  assert.match(texts[0], /GET \/api\/newline.*401 digest_mismatch/);
  assert.ok(!(await page.content()).includes("private=1"));

  await rows.filter({ hasText: "/api/newline" }).click();
  await page.getByText("with a newline after the secret").waitFor();
  const result = await page.locator("#result").textContent();
  assert.match(result, /Request \d+: GET \/api\/newline/);
  assert.match(result, /the sandbox's own, not shown/);

  await rows.filter({ hasText: "replayed" }).click();
  await page.getByText("sign every request, redirect and retry afresh").first().waitFor();
  const digest = /PasswordDigest="([^"]+)"/.exec(header)[1];
  const content = await page.content();
  assert.ok(content.includes(`${digest.slice(0, 6)}…`) && !content.includes(digest), "the digest is not only begun");
  assert.ok(!content.includes(SECRET));
  assert.ok(!sandbox.log.includes(digest) && !sandbox.log.includes(SECRET), "the log shows too much");
});

onPage("all of it works with the keyboard alone", {}, async (page) => {
  assert.equal(await send(sandbox.url, sign(), "/api/keyboard"), 200);
  await page.locator(".request", { hasText: "/api/keyboard" }).waitFor();
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  const tabTo = async (wanted) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      if ((await focused()).includes(wanted)) return;
    }
    assert.fail(`${wanted} cannot be reached`);
  };
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Skip to the result");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "result");
  await page.keyboard.press("Shift+Tab");
  await tabTo("/api/keyboard");
  await page.keyboard.press("Enter");
  await page.getByText("Accepted", { exact: true }).waitFor();
  assert.equal(await focused(), "result");

  await page.locator("body").evaluate(() => document.activeElement.blur());
  await tabTo("pasted");
  await page.keyboard.type("UsernameToken Username");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Would be refused").waitFor();
  await tabTo("secret");
  await page.keyboard.type("typed");
  await tabTo("show-secret");
  await page.keyboard.press("Space");
  assert.equal(await page.locator("#secret").getAttribute("type"), "text");
  await tabTo("clear");
  await page.keyboard.press("Enter");
  await page.locator("#empty").waitFor();
  assert.equal(await page.locator("#secret").inputValue(), "");
  assert.equal(await page.locator("#secret").getAttribute("type"), "password");
  await page.waitForFunction(() => document.activeElement.id === "pasted");
});

for (const width of [320, 360, 768, 1040, 1280]) {
  onPage(`nothing is cut off at a width of ${width}`, { width, height: 700 }, async (page) => {
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(await overflow() <= 0, "the empty page");
    await page.getByRole("button", { name: "local time labelled Z" }).click();
    await page.locator(".picture").waitFor();
    assert.ok(await overflow() <= 0, "an example");
    await paste(page, `UsernameToken ${"x".repeat(300)}="${"y".repeat(3000)}"`);
    await page.getByText("is not one of Username").waitFor();
    assert.ok(await overflow() <= 0, "long words");
    await send(sandbox.url, null, `/api/${"long".repeat(100)}`);
    await page.locator(".request", { hasText: "longlong" }).first().waitFor();
    assert.ok(await overflow() <= 0, "a long path");
  });
}

test("a sandbox that ends and comes back is followed again", async () => {
  const first = await startSandbox();
  await send(first.url, null, "/api/before");
  const { page, close } = await openPage(browser, first.url);
  await page.locator(".request", { hasText: "/api/before" }).waitFor();
  await first.stop();
  await page.waitForSelector("#connection[data-state=lost]");
  const second = await startSandbox(new URL(first.url).port);
  await send(second.url, null, "/api/after");
  await page.locator(".request", { hasText: "/api/after" }).waitFor();
  assert.equal(await page.locator(".request").count(), 1);
  await close();
  await second.stop();
});

test("the page's own files calculate nothing and write no mark-up", async () => {
  const index = await (await fetch(sandbox.url)).text();
  const read = new Set();
  const queue = [...index.matchAll(/src="(\/page\/[^"]+\.js)"/g)].map((match) => match[1]);
  for (let path = queue.pop(); path; path = queue.pop()) {
    if (read.has(path)) continue;
    read.add(path);
    const text = await (await fetch(sandbox.url + path)).text();
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|crypto|atob|btoa|Date|localStorage/);
    queue.push(...[...text.matchAll(/from "\.\/([^"]+)"/g)].map((match) => `/page/${match[1]}`));
  }
  assert.equal(read.size, 6);
});
