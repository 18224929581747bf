/** A topic in a path: what is no letter or digit of any script is a hyphen. */
const MAX_TOPIC_LENGTH = 60;

/** `docs/spikes`, `2026-11-28`, `Batch the frames?` → `docs/spikes/2026-11-28-batch-the-frames.md` */
export function documentPath(folder: string, date: string, title: string): string {
  const words = title
    .normalize("NFKD")
    .replaceAll(/\p{Mn}+/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  const topic = words.replace(/^-+/, "").slice(0, MAX_TOPIC_LENGTH).replace(/-+$/, "");
  return `${folder}/${date}-${topic || "untitled"}.md`;
}
