/** Words of somebody else on one line of Markdown, where they mean nothing but themselves. */
export const plain = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\\`*_[\]<]/g, "\\$&")
    .trim();
