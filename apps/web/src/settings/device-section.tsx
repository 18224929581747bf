// What this browser keeps, so that everything opens without the bridge: how much of it is here, what it takes, whether it may be emptied, and
// how a person empties it.
import type { OfflineState } from "@nomous/client";
import { useEffect, useState } from "react";
import { useClient, useRuntime } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { forgetFailure, readFailure } from "../offline/delete-kept.ts";
import { type Persistence, usePersistence, useRoom } from "../offline/persistence.ts";
import { reasonOf, troubleText } from "../offline/storage-words.ts";
import { useHeldUp } from "../offline/use-held-up.ts";
import { useShell } from "../shell/use-shell.ts";
import { Button } from "../ui/button.tsx";
import { Fact } from "../ui/facts.tsx";
import { Failed, Status } from "../ui/status.tsx";
import { unsentText } from "../words/connection.ts";
import { countText, plural, sizeText } from "../words/numbers.ts";
import { momentText } from "../words/time.ts";
import { DeleteKeptDialog } from "./delete-kept-dialog.tsx";

export function DeviceSection() {
  const client = useClient();
  const storage = useReadable(client.storage);
  const offline = useReadable(client.offline);
  const { clock } = useRuntime();
  const room = useRoom(`${offline.status} ${offline.documents.here} ${offline.conversations.here}`);
  const [isDeleting, setDeleting] = useState(false);
  const reason = reasonOf(storage);
  return (
    <section>
      <h2>On this device</h2>
      {reason !== undefined && (
        <p>
          <Status glyph="warning" tone="warning">
            {troubleText(reason)}
          </Status>
        </p>
      )}
      <dl>
        <Fact name="Conversations">{amountText(offline.conversations, "conversation")}</Fact>
        <Fact name="Documents">{amountText(offline.documents, "document")}</Fact>
        <Fact name="How far">{progressText(offline, clock.now())}</Fact>
        <Fact name="Not yet on the bridge">
          <Unsent />
        </Fact>
        <Fact name="Room">
          {room === undefined
            ? "This browser does not say"
            : `${sizeText(room.usedBytes)} used, of ${sizeText(room.quotaBytes)} that the browser allows at most`}
        </Fact>
        <Fact name="How long">
          <HowLong />
        </Fact>
      </dl>
      <Button look="danger" onClick={() => setDeleting(true)}>
        Delete what this browser keeps…
      </Button>
      <NotDeleted />
      {isDeleting && <DeleteKeptDialog onClose={() => setDeleting(false)} />}
    </section>
  );
}

/** "312 of 1,000 documents are here"; "all 38 documents are here" */
function amountText({ here, total }: OfflineState["documents"], one: string): string {
  if (total === 0) return "none yet";
  return here >= total ? `all ${plural(total, one)}` : `${countText(here)} of ${plural(total, one)} are here`;
}

function progressText({ status, at, trouble }: OfflineState, now: number): string {
  const last = at === undefined ? "" : ` Everything was here at ${momentText(at, now)}.`;
  switch (status) {
    case "fetching":
      return "The rest is being fetched, slowly, so that it disturbs nothing.";
    case "current":
      return `Everything is here${at === undefined ? "" : `, as of ${momentText(at, now)}`}.`;
    case "stopped":
      return `Not fetched: ${trouble?.message ?? "it was stopped."}${last}`;
    case "waiting":
      break;
  }
  return `What changes on the bridge is fetched while it is here.${last}`;
}

/** What the page that tried could not tell any more. */
function NotDeleted() {
  const [failure] = useState(readFailure);
  useEffect(forgetFailure, []);
  return failure === undefined ? null : <Failed>It was not deleted: {failure}</Failed>;
}

function Unsent() {
  const { openUnsent } = useShell();
  const count = useHeldUp();
  if (count === 0) return "nothing";
  return (
    <>
      {unsentText(count)} <Button onClick={openUnsent}>Show</Button>
    </>
  );
}

const HOW_LONG: Readonly<Record<Persistence, string>> = {
  granted: "Until you delete it: the browser has agreed to keep it.",
  "not-granted":
    "As long as there is room. When space runs short, or after weeks without a visit, a browser may empty it without asking. What is on the bridge is fetched again then; what was not sent is gone. You can ask the browser to keep it.",
  declined:
    "As long as there is room. The browser has not agreed to more now; many agree once the page is used more often, is a bookmark, or is installed as an app. Ask again then.",
  unavailable: "As long as there is room. This browser cannot be asked to keep it.",
};

function HowLong() {
  const { persistence, ask } = usePersistence();
  if (persistence === undefined) return null;
  const canAsk = persistence === "not-granted" || persistence === "declined";
  return (
    <>
      <span aria-live="polite">{HOW_LONG[persistence]}</span>
      {canAsk && <Button onClick={ask}>Ask the browser to keep it</Button>}
    </>
  );
}
