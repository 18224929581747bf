// Records as they are read from a storage that something may have damaged: a disk, another program, a page of another build. One that is no
// record counts as none, so that it never keeps the others from being read.
import { check, type CommandId, CommandResult, Cursor, Store } from "@nomous/protocol";
import type { KeptAnswer, StoredCommand } from "./client-storage.ts";

export const soundStore = (value: unknown): Store | undefined => checked(Store, value);
export const soundCursor = (value: unknown): Cursor | undefined => checked(Cursor, value);
export const soundResult = (value: unknown): CommandResult | undefined => checked(CommandResult, value);

/** An id, or "" for what is none. */
export const soundFloor = (value: unknown): string => (typeof value === "string" && ID.test(value) ? value : "");

export function soundAnswer(value: unknown): KeptAnswer | undefined {
  const { at, json } = (value ?? {}) as Partial<KeptAnswer>;
  return typeof at === "number" && typeof json === "string" ? { at, json } : undefined;
}

/** A command as far as the outbox itself looks into it; the bridge checks the rest. */
export function isSoundCommand(value: unknown): value is StoredCommand {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, args, maybeSent } = value as Partial<Record<keyof StoredCommand, unknown>>;
  const isCommand = isId(id) && typeof name === "string" && typeof maybeSent === "boolean";
  return isCommand && typeof args === "object" && args !== null && (name !== "document.edit" || isEdit(args));
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isId = (value: unknown): value is CommandId => typeof value === "string" && ID.test(value);

function isEdit(args: object): boolean {
  const { document, edit } = args as { document?: unknown; edit?: Record<string, unknown> };
  const numbers = [edit?.["epoch"], edit?.["base"], edit?.["yjs"]];
  return (
    typeof document === "string" &&
    typeof edit?.["update"] === "string" &&
    numbers.every((value) => typeof value === "number")
  );
}

function checked<T>(schema: Parameters<typeof check<T>>[0], value: unknown): T | undefined {
  const result = check(schema, value);
  return result.ok ? result.value : undefined;
}
