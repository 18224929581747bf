// What an experiment may be at most and how its names look, in a document and in evidence alike: evidence comes from elsewhere, and nothing in it
// may make a reader draw a million rounds, or say something that was never measured.

/** `constructor` is the one word of this form that every JavaScript object has already. */
export const ID = /^(?!constructor$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Units stand in tables, in titles of links and in sentences, and mean nothing there but themselves. */
export const UNIT = /^[^\p{C}\p{Zl}\p{Zp}<>[\]`|"\\]{0,30}$/u;

/** More would take days. */
export const MOST_ROUNDS = 1_000;
export const MOST_WARMUP = 100;
/** As many as there are letters to name them by. */
export const MOST_VARIANTS = 26;
/** More is no comparison that anybody reads, and each costs time at every key of the editor. */
export const MOST_METRICS = 26;
