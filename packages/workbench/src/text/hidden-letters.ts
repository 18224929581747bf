// Letters that nobody sees and that change what is seen: a terminal obeys control characters, and marks of direction show words in another
// order than they are in. A command that is looked at before it runs must be the one that runs.

// oxlint-disable-next-line no-control-regex
const HIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** Without such letters, and with none that is cut in half; line ends and tabs stay. */
export const withoutHidden = (text: string): string => text.replaceAll(HIDDEN, "").toWellFormed();

/** Whether all that there is can be seen. */
export const isVisible = (text: string): boolean => withoutHidden(text) === text;
