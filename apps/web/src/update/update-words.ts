// What is told of newer versions.
import { plural } from "../words/numbers.ts";
import { isClean, isTooOld, type ShellCopy, statusOf, type UpdateFacts } from "./update-facts.ts";
import type { UpdateNews } from "./use-update.ts";

/** For the settings: how it stands, and why it is not offered. */
export function updateText(facts: UpdateFacts): string {
  switch (statusOf(facts)) {
    case "none":
      return "No newer version was seen.";
    case "checking":
      return "Looking for a newer version.";
    case "waiting-for-clean":
      return `A newer Nomous is here. It is offered once ${cleanText(facts)}.`;
    case "offered":
      return "A newer Nomous is here.";
    case "accepted":
      return "Loading the newer Nomous.";
    case "failed":
      break;
  }
  const what = facts.copy === "none" ? "The app could not be kept here." : "The newer version could not be loaded.";
  return `${what} ${facts.trouble ?? ""} It is tried again when the page is loaded, and in an hour.`;
}

/** For the strip; `undefined`: nothing that a person has to know now. */
export function newsOf(facts: UpdateFacts): UpdateNews | undefined {
  const isOld = isTooOld(facts);
  const old = isOld ? "This page is older than what the bridge works with in full. " : "";
  switch (statusOf(facts)) {
    case "offered":
      return { text: old + updateText(facts), offer: "load" };
    case "accepted":
      return { text: updateText(facts), offer: undefined };
    case "waiting-for-clean":
      return facts.next?.by === "following"
        ? {
            text: `Another tab has loaded a newer Nomous. This one follows once ${cleanText(facts)}.`,
            offer: undefined,
          }
        : undefined;
    case "none":
    case "checking":
    case "failed":
      break;
  }
  // What waits here is sent first; then the page that the bridge has is one click away.
  return isOld && isClean(facts) ? { text: old.trimEnd(), offer: "leave" } : undefined;
}

function cleanText({ unsent, isWriting }: UpdateFacts): string {
  const sent = unsent > 0 ? `${plural(unsent, "change")} ${unsent === 1 ? "is" : "are"} on the bridge` : "";
  const written = isWriting ? "what is being written on this page is sent or discarded" : "";
  return [sent, written].filter((part) => part !== "").join(" and ");
}

/** Whether the app opens without the bridge. */
export function copyText(copy: ShellCopy): string {
  switch (copy) {
    case "unsupported":
      return "This browser allows it not here, as in some private windows: the page opens only while the bridge is here.";
    case "none":
      return "Not yet. The browser fetches the app while the bridge is here.";
    case "fetching":
      return "The browser fetches the app.";
    case "here":
      break;
  }
  return "The app opens without the bridge.";
}
