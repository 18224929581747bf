/** `T1, T2, T3, V1` → `T1–T3, V1`: ids in their order, three and more that count on as a range. */
export function idList(ids: readonly string[]): string {
  const runs: string[][] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    if (run !== undefined && followsOn(run.at(-1) ?? "", id)) run.push(id);
    else runs.push([id]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0] ?? ""}–${run.at(-1) ?? ""}` : run.join(", "))).join(", ");
}

function followsOn(before: string, id: string): boolean {
  const [first, second] = [before, id].map((one) => /^(.*?)(\d+)$/.exec(one));
  return first?.[1] === second?.[1] && Number(first?.[2]) + 1 === Number(second?.[2]);
}
