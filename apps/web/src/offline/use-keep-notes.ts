import { useEffect, useState } from "react";
import { useClient } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { lookForLoss, noteKept } from "./emptied.ts";
import { useHeldUp } from "./use-held-up.ts";

/** Notices that the browser emptied what was kept here, and remembers how much would be lost. Once for the whole page. */
export function useKeepNotes(): void {
  const { kind, wasEmpty } = useReadable(useClient().storage);
  const unsent = useHeldUp();
  useState(() => lookForLoss(localStorage, wasEmpty));
  useEffect(() => {
    if (kind === "browser") noteKept(localStorage, unsent);
  }, [kind, unsent]);
}
