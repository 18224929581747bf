// What `npm test`, `npm run check`, `npm run bench` … run.
import { makeReady } from "./bootstrap/make-ready.mjs";

if (await makeReady()) {
  const { runTask } = await import("./bootstrap/tasks.mjs");
  const [task, ...rest] = process.argv.slice(2);
  process.exit(await runTask(task, rest));
}
