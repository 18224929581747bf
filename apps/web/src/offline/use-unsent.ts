// What the bridge does not have, or refused, with what is in it: read again when the outbox has come to rest.
import type { Client, UnsentChange } from "@nomous/client";
import { useEffect, useState } from "react";
import { useClient } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useSettled } from "../hooks/use-settled.ts";

const REST_MS = 250;

export interface Unsent {
  /** Oldest first. */
  readonly all: readonly UnsentChange[];
  /** Those that wait no more, because the bridge refused them. */
  readonly refused: readonly UnsentChange[];
}

/** `undefined` until it is read. */
export function useUnsent(): Unsent | undefined {
  const client = useClient();
  const outbox = useSettled(useReadable(client.outbox), REST_MS);
  const [unsent, setUnsent] = useState<Unsent>();
  useEffect(() => {
    let isOld = false;
    readUnsent(client).then(
      (read) => isOld || setUnsent(read),
      // What cannot be read now is read with the next change.
      () => undefined,
    );
    return () => {
      isOld = true;
    };
    // It is read anew when the outbox is another.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [client, outbox]);
  return unsent;
}

async function readUnsent(client: Client): Promise<Unsent> {
  const before = client.outbox.current();
  const all = await client.unsent();
  // What came or went while it was read is no refusal.
  const waiting = new Set([...before, ...client.outbox.current()].map(({ id }) => id));
  return { all, refused: all.filter(({ id }) => !waiting.has(id)) };
}
