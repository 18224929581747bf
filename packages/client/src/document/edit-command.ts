// Edits as they stand in the outbox.
import {
  check,
  COMMANDS,
  type CommandArgs,
  type CommandResult,
  type DocumentEdit,
  type DocumentId,
  DocumentSaved,
  type ErrorCode,
} from "@nomous/protocol";
import type { Merging } from "../outbox/merging.ts";
import type { StoredCommand } from "../storage/client-storage.ts";

export type EditArgs = CommandArgs<"document.edit">;
export type ResolveArgs = CommandArgs<"document.resolve">;

const known = new WeakMap<StoredCommand, EditArgs>();

/** The arguments of an edit of a document; `undefined` when the command is another one. */
export function editOf(command: StoredCommand): EditArgs | undefined {
  if (command.name !== "document.edit") return undefined;
  const before = known.get(command);
  if (before !== undefined) return before;
  const checked = check(COMMANDS[command.name].args, command.args);
  if (!checked.ok) return undefined;
  known.set(command, checked.value);
  return checked.value;
}

/** What a command changes in a document besides what its stream says: its sender is not sent that. */
export interface OwnChange {
  readonly document: DocumentId;
  readonly edit?: DocumentEdit | undefined;
  readonly settled?: CommandArgs<"document.settle">;
  readonly resolved?: ResolveArgs;
}

/** An own change as it stands in its document's stream. */
export interface WrittenChange {
  readonly change: OwnChange;
  /** Its first and its last item. */
  readonly items: readonly [first: number, last: number];
  /** When the bridge took it, its wall clock. */
  readonly at: number;
}

export function changeOf(command: StoredCommand): OwnChange | undefined {
  if (command.name === "document.resolve") {
    const resolved = resolutionOf(command);
    return resolved && { document: resolved.document, edit: resolved.edit, resolved };
  }
  if (command.name !== "document.settle") return editOf(command);
  const checked = check(COMMANDS[command.name].args, command.args);
  return checked.ok
    ? { document: checked.value.document, edit: checked.value.edit, settled: checked.value }
    : undefined;
}

/** The arguments of a decision about an edit conflict; `undefined` when the command is another one. */
export function resolutionOf({ name, args }: StoredCommand): ResolveArgs | undefined {
  if (name !== "document.resolve") return undefined;
  const checked = check(COMMANDS[name].args, args);
  return checked.ok ? checked.value : undefined;
}

/** Whether the text will never have what a command was to write: it became a suggestion, or was refused for good. */
export function isTurnedDown({ status, result, error }: CommandResult): boolean {
  if (status !== "applied") return error === undefined || !PASSING.has(error.code);
  const saved = check(DocumentSaved, result);
  return !saved.ok || !("items" in saved.value);
}

/** Base64 of what more is joined to as it comes. */
const SMALL = 4_000;

/** The bridge could not then, lacks what an edit builds on, or has forgotten the command: the same edit in a new command may do. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  "storage-failed",
  "conflict",
  "internal",
  "expired",
  "draining",
  "rate-limited",
]);

/** How edits wait: those of one writer in one epoch become few. Yjs is loaded for it when there is something to join. */
export const EDITS_MERGING: Merging = {
  name: "document.edit",
  laneOf: (args) => (args as EditArgs).document,
  keyOf(args) {
    const { document, edit } = args as EditArgs;
    return `${document} ${edit.epoch} ${edit.yjs}`;
  },
  isSmall: (args) => (args as EditArgs).edit.update.length <= SMALL && (args as EditArgs).edit.label === undefined,
  async merge(all) {
    const { mergeEdits } = await import("./merge-edits.ts");
    return mergeEdits(all as readonly EditArgs[]);
  },
  mayPass: ({ code }) => PASSING.has(code),
};
