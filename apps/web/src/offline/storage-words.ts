// What keeps this browser from keeping things, in a sentence, with what to do.
import type { StorageReason, StorageState } from "@nomous/client";
import { plural } from "../words/numbers.ts";
import type { Loss } from "./emptied.ts";

const SAFE = "what you write is safe once the bridge has it";

const TROUBLES: Readonly<Record<StorageReason, string>> = {
  refused: `This browser keeps nothing for this page: ${SAFE}. A private window may be why.`,
  full: `This browser has no room left for what it keeps: ${SAFE}. Free some space on this device, or delete what is kept here in Settings.`,
  failed: `This browser could not store something: ${SAFE}.`,
  replaced: "This page is older than what this browser keeps. Load it again.",
};

export const reasonOf = ({ trouble }: StorageState): StorageReason | undefined => {
  const reason = trouble?.details?.["reason"];
  return trouble === undefined ? undefined : isReason(reason) ? reason : "failed";
};

const isReason = (value: unknown): value is StorageReason =>
  typeof value === "string" && Object.hasOwn(TROUBLES, value);

export const troubleText = (reason: StorageReason): string => TROUBLES[reason];

/** What a browser that was emptied is told to have lost. */
export const lossText = ({ unsent }: Loss): string =>
  `This browser has emptied what it kept for Nomous. ${
    unsent === 0
      ? "Nothing was waiting to be sent"
      : `${plural(unsent, "change")} that the bridge did not have ${unsent === 1 ? "is" : "are"} gone`
  }; the rest is fetched again from the bridge.`;
