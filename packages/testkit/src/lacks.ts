/** For `test.skipIf`: whether the machine lacks what a test needs; if so, the output says what. */
export function lacks(isThere: boolean, need: string): boolean {
  if (!isThere) process.stdout.write(`skipped: a test that needs ${need}\n`);
  return !isThere;
}
