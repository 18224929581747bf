import type { CommandArgs, CommandName } from "@nomous/client";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import type { Connected } from "./connect.ts";
import { bridgeLost } from "./watch-connection.ts";

/** Has the bridge carry out a command; a refusal is thrown with the bridge's words. */
export async function apply<Name extends CommandName>(
  { runtime, console }: Context,
  { client }: Connected,
  name: Name,
  args: CommandArgs<Name>,
): Promise<void> {
  const over = new AbortController();
  try {
    const { status, error } = await Promise.race([
      client.command(name, args).result,
      bridgeLost(client, runtime.clock, console, over.signal),
    ]);
    if (status !== "applied") throw new CliError(EXIT.refused, error?.message ?? `The bridge refused (${status}).`);
  } finally {
    over.abort();
  }
}
