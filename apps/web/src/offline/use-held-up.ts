// What waits for longer than a person would call at once. While the bridge is here each key is a change that waits for some milliseconds, and
// that says nothing.
import { useClient, useIsOnline } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { changesOf } from "../words/connection.ts";
import { useSettled } from "../hooks/use-settled.ts";

const AT_ONCE_MS = 2_000;

/** How many changes the bridge does not have; none as long as the oldest is young. */
export function useHeldUp(): number {
  const client = useClient();
  const outbox = useReadable(client.outbox);
  const isOnline = useIsOnline();
  const changes = changesOf(outbox);
  const oldest = changes[0]?.id;
  const isOld = useSettled(oldest, AT_ONCE_MS) === oldest;
  return isOld || !isOnline ? changes.length : 0;
}
