/** Files and models may hold escape sequences, which would move a terminal's cursor or worse. Only tab and line feed stay. */
// oxlint-disable-next-line no-control-regex
export const withoutControls = (text: string): string => text.replaceAll(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "");
