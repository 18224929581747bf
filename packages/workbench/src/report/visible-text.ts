// Documents and file names are anybody's: what a terminal would obey, and marks that turn the direction of the text, become
// blanks, one for one, so that columns stay.
const OBEYED = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** The text as one line that is safe to show and to encode; it is as long as before. */
export const visibleText = (text: string): string => text.toWellFormed().replaceAll(OBEYED, " ");
