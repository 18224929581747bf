import { Status } from "../ui/status.tsx";
import type { Mark } from "./document-words.ts";

export const MarkStatus = ({ mark: { glyph, tone, text } }: { mark: Mark }) => (
  <Status glyph={glyph} {...(tone === undefined ? {} : { tone })}>
    {text}
  </Status>
);
