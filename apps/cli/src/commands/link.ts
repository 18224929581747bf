import { join } from "node:path";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { findRunningBridge } from "../state/bridge-file.ts";
import { createLink, urlOfPort } from "../state/link.ts";
import { Ports } from "../state/ports.ts";
import { stateHome } from "../state/state-home.ts";
import { openWorkspaceFolder } from "../state/workspace-folder.ts";

/** Prints another one-time link. One that is made while no bridge runs is good for the next. */
export async function printLink({ runtime, console, env, workspace, json }: Context): Promise<ExitCode> {
  const folder = await openWorkspaceFolder(workspace);
  const bridge = await findRunningBridge(folder.state);
  const url = bridge?.url ?? urlOfPort(new Ports(join(stateHome(env), "ports")).remembered(folder.path));
  const { link, expiresAt } = await createLink(runtime, folder.state, url);
  const isRunning = bridge !== undefined;
  if (json) {
    console.print(JSON.stringify({ link, expiresAt, url, workspace: folder.path, isRunning }));
    return EXIT.ok;
  }
  console.print(link);
  console.note(
    isRunning
      ? `For the bridge of ${folder.path} (pid ${bridge.pid}); good once, for ten minutes.`
      : `No bridge runs for ${folder.path}: start it with \`nomous serve\`. The link is good once, for ten minutes from now.`,
  );
  return EXIT.ok;
}
