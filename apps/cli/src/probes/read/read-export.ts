import { check } from "@nomous/protocol";
import type * as z from "zod/mini";
import { CliError } from "../../cli-error.ts";
import { EXIT } from "../../exit-codes.ts";

/** The value of an export, when it is one of this tool. Throws a `CliError` that says how to make one. */
export function readExport<T>(schema: z.core.$ZodType<T>, value: unknown, made: string): T {
  const read = check(schema, value);
  if (read.ok) return read.value;
  throw new CliError(EXIT.failure, `This is another JSON than expected, ${read.reason}: make it with ${made}.`);
}
