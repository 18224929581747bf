import { createHash } from "node:crypto";
import { BYTE_ORDER_MARK } from "../workspace/text-lines.ts";

/** SHA-256 in hexadecimal digits. */
export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** What an approval signs: the text without its byte order mark and with LF at each line's end, as git may check it out elsewhere. */
export const contentHash = (text: string): string =>
  sha256((text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).replaceAll(/\r\n?/g, "\n"));
