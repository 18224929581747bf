import { join } from "node:path";
import process from "node:process";
import { createModelServerProbe } from "@nomous/server";
import { findOrStart } from "../bridge/find-or-start.ts";
import { composeBridge } from "../compose/compose-bridge.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { onSignal } from "../interrupts.ts";
import { announce, announceServers, announceToScript } from "../serve/announce.ts";
import { openBridgeLog } from "../serve/bridge-log.ts";
import { forgetOpened, hasDisplay, openBrowser } from "../serve/open-browser.ts";
import { type BridgeFile, removeBridgeFile, writeBridgeFile } from "../state/bridge-file.ts";
import { createLink } from "../state/link.ts";
import { Ports } from "../state/ports.ts";
import { stateHome } from "../state/state-home.ts";
import { openWorkspaceFolder, type WorkspaceFolder } from "../state/workspace-folder.ts";

export interface ServeOptions {
  /** 0: any, and not remembered. */
  readonly port?: number;
  readonly verbose?: boolean;
  readonly open: "always" | "if-possible" | "never";
}

/** Serves the workspace until a signal; a bridge that runs for it already is shown instead. */
export async function serve(context: Context, options: ServeOptions): Promise<ExitCode> {
  const { runtime, console, env, build } = context;
  const folder = await openWorkspaceFolder(context.workspace);
  const ports = new Ports(join(stateHome(env), "ports"));
  const port = options.port ?? ports.remembered(folder.path);
  if (port !== 0) ports.assertFree(folder.path, port);
  const openLog = () => openBridgeLog(folder.state, options.verbose === true);
  const { status, bridge } = await findOrStart(
    runtime,
    folder.state,
    () => composeBridge({ runtime, folder, port, build, openLog }),
    () => console.note("nomous: another nomous works with this folder; waiting for it …"),
  );
  if (status === "found") {
    if (port !== 0 && port !== bridge.port)
      console.note(`nomous: the bridge runs on port ${bridge.port}; stop it before it can have another`);
    await introduce(context, options, folder, bridge, true);
    return EXIT.ok;
  }
  const stop = new Promise<void>((resolve) => void onSignal(runtime.clock, STOP_SIGNALS, resolve));
  if (port !== 0) ports.choose(folder.path, port);
  const file = {
    url: bridge.url,
    port: bridge.port,
    pid: process.pid,
    workspace: folder.path,
    startedAt: runtime.clock.now(),
    build,
  };
  writeBridgeFile(folder.state, file);
  await introduce(context, options, folder, file, false);
  void showModelServers(context);
  await stop;
  if (!context.json) console.note("Stopping: what is being written is saved first. Ctrl-C again ends at once.");
  await bridge.close();
  removeBridgeFile(folder.state, process.pid);
  forgetOpened(folder.state);
  return EXIT.ok;
}

const STOP_SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

async function introduce(
  { runtime, console, env, json }: Context,
  { open }: ServeOptions,
  folder: WorkspaceFolder,
  bridge: BridgeFile,
  isReused: boolean,
): Promise<void> {
  const { link } = await createLink(runtime, folder.state, bridge.url);
  if (json) announceToScript(console, { ...bridge, link });
  else announce(console, env, { ...bridge, link }, isReused);
  if (open === "never" || (open === "if-possible" && !(console.isTerminal && hasDisplay(env)))) return;
  // The link that is printed stays good for another browser.
  const { link: own } = await createLink(runtime, folder.state, bridge.url);
  if (!(await openBrowser(own, folder.state))) console.note("nomous: no program here opens a browser; use the link");
}

async function showModelServers({ runtime, console, json }: Context): Promise<void> {
  const servers = await createModelServerProbe(runtime).probe();
  if (!json) announceServers(console, servers);
}
