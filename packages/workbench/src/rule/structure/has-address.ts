import type { Span } from "../../text/span.ts";

/** Whether an address of the web stands in a span, as a link or as it is. */
export const hasAddress = (text: string, { from, to }: Span): boolean => /\bhttps?:\/\/\S/.test(text.slice(from, to));
