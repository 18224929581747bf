// JSON as storages keep it: written by us alone, so what does not decode was damaged.
import { AnyJson, CommandResult, decodeJson, StreamEnd } from "@nomous/protocol";
import { expiredResult, type Verdict } from "./check-commit.ts";
import { type Commit, type CommitOutcome, StorageError } from "./storage.ts";

type Schema<T> = Parameters<typeof decodeJson<T>>[0];

function decodeStored<T>(schema: Schema<T>, text: string, what: string): T {
  const value = decodeJson(schema, text);
  if (value !== undefined) return value;
  throw new StorageError(
    "corrupt",
    `${what} cannot be read: the database is damaged. Restore a backup: nomous restore FILE.`,
  );
}

export const decodeResult = (text: string): CommandResult =>
  decodeStored(CommandResult, text, "The stored result of a command");

export const decodeEnd = (text: string): StreamEnd => decodeStored(StreamEnd, text, "The end of a stream");

export const decodeRecord = (text: string, kind: string, id: string): unknown =>
  decodeStored(AnyJson, text, `The record ${kind} ${id}`);

/** What the caller of `commit` is told. */
export function outcomeOf(verdict: Verdict, { dedup }: Commit): CommitOutcome {
  if (verdict.status === "known") return { status: "known", result: decodeResult(verdict.result) };
  if (verdict.status !== "expired") return verdict;
  if (dedup === undefined) throw new Error("only a command can be expired");
  return { status: "known", result: expiredResult(dedup.result, verdict.floor) };
}
