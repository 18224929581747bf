import { isMap, isScalar, isSeq, parseDocument } from "yaml";

/** Where the name at the end of a path stands in a YAML text, or the item, when its last step is a number; 0 when it is not there. */
export function locateYaml(text: string, path: readonly (string | number)[]): number {
  const parent = parseDocument(text).getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
    return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
  }
  const item = isSeq(parent) ? parent.items[Number(last)] : undefined;
  return isScalar(item) ? (item.range?.[0] ?? 0) : 0;
}
