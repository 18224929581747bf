// Whether an edit fits a document, decided on what its room knows and without its text. An update that passes leaves every reader with the
// same text: nothing that it builds on is missing, and it writes in nobody else's name.
import type { ClientId, DocumentEdit, ErrorCode } from "@nomous/protocol";
import { LIMITS } from "@nomous/protocol";
import type { LoadedRoom } from "../room/loaded-room.ts";
import { isCircular } from "./is-circular.ts";
import { reachOf, type UpdateReach } from "./update-reach.ts";
import { withoutKnown } from "./without-known.ts";

export interface Refusal {
  readonly status: "refused";
  readonly code: ErrorCode;
  readonly message: string;
}

export type UpdateVerdict =
  | {
      readonly status: "fits";
      readonly update: Uint8Array;
      readonly reach: UpdateReach;
    }
  | Refusal;

type Facts = Pick<LoadedRoom, "head" | "clocks" | "writers" | "lengthBytes">;

export const refuse = (code: ErrorCode, message: string): Refusal => ({ status: "refused", code, message });

/** Checks an edit that `client` made on the present epoch. */
export function checkUpdate(room: Facts, edit: DocumentEdit, client: ClientId): UpdateVerdict {
  const { head, clocks } = room;
  const read = readUpdate(room, edit, client);
  if (read.status === "refused") return read;
  if (edit.base > head)
    return refuse(
      "invalid-arguments",
      `The edit was made on item ${edit.base}, and the document has ${head}. Open it again.`,
    );
  if (read.reach.adds.some(({ client: yjs, from }) => from > (clocks.get(yjs) ?? 0))) return GAP;
  const fresh = withoutKnown(clocks, edit.encoding, read);
  const { reach } = fresh;
  if (reach.adds.some(({ client: yjs }) => belongsToAnother(room, yjs, client))) return FORGED;
  const after = new Map(reach.adds.map(({ client: yjs, to }) => [yjs, to]));
  const reaches = (yjs: number): number => after.get(yjs) ?? clocks.get(yjs) ?? 0;
  if (reach.origins.some((origin) => origin.clock >= reaches(origin.client))) return GAP;
  if (reach.deletes.some((span) => span.to > reaches(span.client))) return GAP;
  if (isCircular(reach.origins.filter(({ client: yjs, clock }) => clock >= (clocks.get(yjs) ?? 0)))) return CIRCULAR;
  if (reach.growth > 0 && room.lengthBytes + reach.growth > LIMITS.documentBytes) return TOO_LARGE;
  return { status: "fits", update: fresh.update, reach };
}

/** What holds for an edit whatever it was made on: it is an update of a text, and in the client's own name. */
export function readUpdate(
  room: Pick<LoadedRoom, "writers">,
  { encoding, update: base64, yjs }: DocumentEdit,
  client: ClientId,
): { readonly status: "read"; readonly update: Uint8Array; readonly reach: UpdateReach } | Refusal {
  const update = Buffer.from(base64, "base64");
  const reach = reachOf(encoding, update);
  if (typeof reach === "string") return refuse("invalid-arguments", `The edit is no update of a text: ${reach}.`);
  if (belongsToAnother(room, yjs, client)) return FORGED;
  return { status: "read", update, reach };
}

const belongsToAnother = ({ writers }: Pick<LoadedRoom, "writers">, yjs: number, client: ClientId): boolean => {
  const writer = writers.get(yjs);
  return writer !== undefined && writer.actor.client !== client;
};

const GAP = refuse(
  "conflict",
  "The edit builds on others that are not here. Send all that was not confirmed once more, together.",
);
const CIRCULAR = refuse("invalid-arguments", "The edit is no update of a text: its items wait for each other.");
const FORGED = refuse("forbidden", "The edit writes in the name of another client, so it was not saved.");
const TOO_LARGE = refuse(
  "too-large",
  `The document would be larger than ${LIMITS.documentBytes / 1024 / 1024} MiB. Delete something, or split it in two.`,
);
