/** For `test.skipIf`: whether the machine lacks what a test needs; if so, the output says what. */
export function lacks(isThere: boolean, need: string): boolean {
  if (!isThere) console.log(`skipped: a test that needs ${need}`);
  return !isThere;
}
