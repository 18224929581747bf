/** Pocock (1977): the same level at each of so many looks keeps 5 % over all of them. */
const POCOCK = [0.05, 0.0294, 0.0221, 0.0182, 0.0158];

/** Chance of a wrong verdict that one of `looks` looks may have; beyond five looks Bonferroni's, which is stricter. */
export const nominalAlpha = (looks: number): number => POCOCK[looks - 1] ?? 0.05 / looks;
