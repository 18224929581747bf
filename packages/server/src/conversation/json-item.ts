import {
  type ConversationEvent,
  type ConversationListEvent,
  type GenerationPart,
  ITEM,
  type JobEvent,
  utf8,
} from "@nomous/protocol";
import type { NewItem } from "../stream/journal.ts";

/** An item that holds one of our events as JSON. */
export const jsonItem = (value: ConversationEvent | ConversationListEvent | GenerationPart | JobEvent): NewItem => ({
  kind: ITEM.json,
  data: utf8(JSON.stringify(value)),
});
