// What a worker beside the page reads of this browser's storage.
export { type LocalCursor, type LocalText, readLocalTexts } from "./offline/local-texts.ts";
