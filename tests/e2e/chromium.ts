// The browser that is installed here; nothing is downloaded. It may speak to 127.0.0.1 only: every other name is unknown.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { type Browser, chromium, type Page } from "playwright-core";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];

/** What each browser is started with. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

/** Absolute path of the program. */
export function findChromium(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => PROGRAMS.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** With a user data folder of its own, which goes when it is closed. Of a flag that is there twice the last one counts. */
export const launchChromium = (executablePath: string, flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...FLAGS, ...flags] });

/** A Chromium that can be killed as a whole, with the profile in a folder that outlives it. */
export async function launchOwnChromium(
  executablePath: string,
  profile: string,
): Promise<{ page(): Promise<Page>; kill(): Promise<void> }> {
  const child = spawn(
    executablePath,
    [...FLAGS, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const gone = once(child, "exit");
  let endpoint: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    endpoint = /^DevTools listening on (ws:.*)$/.exec(line)?.[1];
    if (endpoint !== undefined) break;
  }
  if (endpoint === undefined) throw new Error("Chromium ended before it could be spoken to");
  child.stderr.resume();
  const browser = await chromium.connectOverCDP(endpoint);
  return {
    async page() {
      const [context] = browser.contexts();
      if (context === undefined) throw new Error("Chromium has no window");
      context.setDefaultTimeout(20_000);
      return context.pages()[0] ?? context.newPage();
    },
    async kill() {
      child.kill("SIGKILL");
      await gone;
      await browser.close().catch(() => undefined);
    },
  };
}
