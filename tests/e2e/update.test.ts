// The app without the bridge, and a newer version of it: the real service worker before a bridge that serves one build, then another.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { inBrowser } from "./scene.ts";

const DIST = join(import.meta.dirname, "../../apps/web/dist");
const NOTE = "docs/note.md";
/** Where the build's id stands. */
const MARKED = ["index.html", "shell.txt", "service-worker.js"];

let served = "";
const readServed = (name: string): string => readFileSync(join(served, name), "utf8");
const builtAs = (): string => readServed("shell.txt").split("\n", 1)[0] ?? "";

/** A bridge that serves a copy of the built app, which a test may change. */
async function serveCopy(): Promise<{ env: NodeJS.ProcessEnv }> {
  served = join(await mkdtemp(join(tmpdir(), "nomous-served-")), "web");
  cpSync(DIST, served, { recursive: true });
  const hook = join(served, "..", "hook.mjs");
  const source = JSON.stringify(`export const findWebRoot = () => ${JSON.stringify(served)};`);
  writeFileSync(
    hook,
    `import { registerHooks } from "node:module";
registerHooks({
  load: (url, context, next) =>
    url.endsWith("/compose/web-root.ts")
      ? { format: "module", source: ${source}, shortCircuit: true }
      : next(url, context),
});\n`,
  );
  return { env: { NODE_OPTIONS: `--import=${pathToFileURL(hook).href}` } };
}

/** From now on the same files are another build. */
function changeBuild(): string {
  const before = builtAs();
  const after = `${before.slice(0, -4)}beef`;
  for (const name of MARKED) writeFileSync(join(served, name), readServed(name).replaceAll(before, after));
  return after;
}

const buildOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content);

inBrowser(
  "updates",
  { [NOTE]: "# Note\n\nFrames are kept for seven days.\n" },
  (scene) => {
    afterAll(() => rm(join(served, ".."), { recursive: true }));

    test("the app opens without the bridge; a newer version is offered once all is sent, loaded when accepted, and can be left", async () => {
      const page = await scene().newcomer({ serviceWorkers: "allow" });
      const offer = page.getByText("A newer Nomous is here.");
      const text = page.locator(".cm-content");
      await page.goto(`${scene().bridge.url}/file/${NOTE}`);
      await page.getByRole("button", { name: "Edit" }).click();
      await text.getByText("Frames are kept").waitFor();
      await page.evaluate(() => navigator.serviceWorker.ready);

      await scene().stopBridge("SIGKILL");
      await page.reload();
      await text.getByText("Frames are kept").waitFor();
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      // The styles of the editor are allowed by the nonce of the bridge that is gone.
      expect(await page.locator(".cm-scroller").evaluate((element) => getComputedStyle(element).display)).toBe("flex");
      const before = await buildOf(page);
      await text.click();
      await page.keyboard.type("Typed without the bridge. ");

      const after = changeBuild();
      await scene().startBridge();
      await offer.waitFor({ timeout: 30_000 });
      await expect
        .poll(() => readFileSync(join(scene().workspace, NOTE), "utf8"), { timeout: 10_000 })
        .toContain("Typed without the bridge.");
      expect(await buildOf(page)).toBe(before);

      // The bridge is there and does not answer: what is typed is not sent.
      scene().bridge.child.kill("SIGSTOP");
      await text.click();
      await page.keyboard.type("Held back. ");
      await offer.waitFor({ state: "hidden" });
      scene().bridge.child.kill("SIGCONT");
      await offer.waitFor();
      await page.getByRole("button", { name: "Load it" }).click();
      await page.waitForFunction(
        (build) => document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content === build,
        after,
      );
      for (const typed of ["Typed without the bridge.", "Held back."]) await text.getByText(typed).waitFor();

      await page.goto(`${scene().bridge.url}/leave`);
      await page.getByRole("textbox", { name: "Message" }).waitFor();
      expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
    });
  },
  serveCopy,
);
