import { conversationAddress, documentAddress } from "../../address.ts";
import type { Hit } from "./local-index.ts";

/** The place of a hit; different for each. */
export const hitAddress = (hit: Hit): string =>
  hit.kind === "document"
    ? documentAddress(hit.document, hit)
    : conversationAddress(hit.conversation, hit.kind === "turn" ? hit.turn : undefined);
