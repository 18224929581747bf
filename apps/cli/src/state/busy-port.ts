import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";
import type { PortHolder } from "./port-holder.ts";

/** Another number would be another origin, with none of the browser's data: the person decides. */
export function busyPort(port: number, holder: PortHolder | undefined): CliError {
  const who = holder === undefined ? "another program" : `${holder.program} (pid ${holder.pid})`;
  return new CliError(
    EXIT.unavailable,
    `Port ${port} is in use by ${who}.`,
    "Stop that program, or give this workspace another port from now on: nomous serve --port NUMBER",
  );
}
