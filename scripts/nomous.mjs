// Runs the command line from a checkout: Node 24, packages and, where it is served, the web app are made ready first.
// Silent and quick when nothing is to do.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeReady } from "./bootstrap/make-ready.mjs";
import { root } from "./bootstrap/house.mjs";

/** The commands that serve the web app; none at all is `serve`. */
const SERVING = [undefined, "start", "serve"];
/** Options that may stand before the command and take a value. */
const VALUED = ["--workspace", "-w", "--port", "-p", "--model", "-m"];

if (await makeReady()) {
  const given = process.argv.slice(2);
  const command = given.find((word, i) => !word.startsWith("-") && !VALUED.includes(given[i - 1]));
  if (SERVING.includes(command)) (await import("./bootstrap/build-web.mjs")).buildWeb();
  const entry = join(root, "apps/cli/src/main.ts");
  process.argv[1] = entry;
  await import(pathToFileURL(entry).href);
}
