import { dirname } from "node:path";

/** The folder in which the person typed the command. `npm start` moves to its package first and tells where it came from. */
export function personCwd(cwd: string, env: NodeJS.ProcessEnv): string {
  const manifest = env["npm_package_json"];
  const isMovedByNpm = manifest !== undefined && dirname(manifest) === cwd;
  return (isMovedByNpm ? env["INIT_CWD"] : undefined) ?? cwd;
}
