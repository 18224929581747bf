// Before anything else on a page that cannot go on as it is: what would be lost with this browser's storage, as a file.
import { readLoss } from "./emptied.ts";
import { SaveUnsent } from "./save-unsent.tsx";
import { lossText } from "./storage-words.ts";
import { unsentText } from "../words/connection.ts";
import { useUnsent } from "./use-unsent.ts";

export function UnsentFirst() {
  const unsent = useUnsent();
  const loss = readLoss(localStorage);
  const count = unsent?.all.length ?? 0;
  return (
    <>
      {loss !== undefined && <p>{lossText(loss)}</p>}
      {count > 0 && (
        <section className="unsent-first" aria-label="Not yet on the bridge">
          <p>
            <b>{unsentText(count)}</b>. What waits in this browser is sent once it works with the bridge again. Save it
            as a file first: then nothing is lost, whatever comes.
          </p>
          <SaveUnsent count={count} />
        </section>
      )}
    </>
  );
}
