// Where things are, how the bootstrap speaks, and how it runs and locks.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const cache = join(root, ".cache");
export const isWindows = process.platform === "win32";

export const say = (text) => process.stderr.write(`nomous: ${text}\n`);

export function fail(text) {
  say(text);
  process.exit(1);
}

/** The file's text, or "" when it cannot be read. */
export function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const exitCodeOf = ({ status, signal }) => status ?? 128 + (constants.signals[signal] ?? 0);

/** Runs this Node with `args` on our terminal; returns the exit code. */
export function node(args, environment = {}) {
  const env = { ...process.env, ...environment };
  return exitCodeOf(spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", env }));
}

/**
 * Runs this Node with `args` beside everything else. `end` resolves with the exit code and what it said on both streams; it is
 * ended when we end.
 */
export function nodeBeside(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => said.push(bytes));
  const stop = () => child.kill();
  process.on("exit", stop);
  const end = new Promise((resolve) => {
    child.on("close", (status, signal) => {
      process.off("exit", stop);
      resolve({ code: exitCodeOf({ status, signal }), said: Buffer.concat(said) });
    });
  });
  return { end, stop };
}

/** Runs npm, which speaks only when it fails. True when it succeeded. */
export function npm(args, cwd) {
  const command = isWindows ? "npm.cmd" : "npm";
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  return (
    spawnSync(command, [...args, ...quiet], { cwd, stdio: ["ignore", "ignore", 2], shell: isWindows }).status === 0
  );
}

/** Runs a child on our terminal, passes signals on and ends as it ended. */
export function become(command, args, env) {
  const child = spawn(command, args, { stdio: "inherit", env });
  // A terminal sends SIGINT to the whole group itself; only one that was sent to us alone has to be passed on.
  const forward = (signal) => () => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, forward(signal));
  child.on("error", (error) => fail(error.message));
  child.on("exit", (status, signal) => process.exit(exitCodeOf({ status, signal })));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

const LOCK_TRIES = 1_200;
const LOCK_WAIT_MS = 500;

/** One process at a time fetches, installs or builds; a lock whose owner is gone is taken over. */
export function locked(work) {
  const lock = join(cache, "bootstrap.lock");
  mkdirSync(cache, { recursive: true });
  for (let tries = 0; ; tries += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const owner = Number(readText(lock)) || 0;
      if (tries === 0) say(`waiting for another start (pid ${owner})`);
      if (!isAlive(owner) && tries % 2 === 1) rmSync(lock, { force: true });
      if (tries > LOCK_TRIES) fail(`another start (pid ${owner}) holds ${lock}; end it or remove the file`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_WAIT_MS);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}
