// Words as a model writes them, the same in every run: one to nine letters with the blank before, some with marks that take two bytes.
const SYLLABLES = "ma ke lo ri an te no su vi é ch um ber st ü ra in ge to".split(" ");

export function words(count) {
  let state = 4747;
  const below = (most) => (state = (state * 48_271) % 2_147_483_647) % most;
  return Array.from({ length: count }, () => {
    const length = 1 + below(3);
    return ` ${Array.from({ length }, () => SYLLABLES[below(SYLLABLES.length)]).join("")}`;
  });
}
