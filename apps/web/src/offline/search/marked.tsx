import type { ExcerptPiece } from "./excerpt.ts";

/** An excerpt with what was found marked in it. */
export const Marked = ({ pieces }: { pieces: readonly ExcerptPiece[] }) =>
  pieces.map(({ text, isHit }, index) => {
    // The pieces of one excerpt never change their order.
    const key = `${index} ${text}`;
    return isHit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
  });
