// Where a file is fetched from, from what a person typed or pasted.
import { PullError } from "./pull-error.ts";

export interface DownloadSource {
  readonly url: URL;
  /** What it is remembered by: without what changes from time to time or is a secret. */
  readonly identity: string;
  /** The name that the file gets. */
  readonly fileName: string;
}

/** `name` replaces the name that the address ends with. Throws a `PullError`. */
export function downloadSource(text: string, name?: string): DownloadSource {
  const url = parse(text);
  // What one copies from the browser there is the page that shows the file.
  if (HUGGING_FACE.has(url.hostname)) url.pathname = url.pathname.replace(/^(\/[^/]+\/[^/]+)\/blob\//, "$1/resolve/");
  const fileName = name ?? lastSegment(url);
  if (!/\.gguf$/i.test(fileName))
    throw new PullError(
      `${fileName === "" ? "The address" : fileName} does not end with .gguf.`,
      "Give the address of the file itself. If it is a GGUF file all the same, name it with --name FILE.gguf",
    );
  // oxlint-disable-next-line no-control-regex
  if (/[/\\:*?"<>|\0-\x1f]|^\./.test(fileName) || fileName.length > 200)
    throw new PullError(`${JSON.stringify(fileName)} is no name for a file.`, "Name it with --name FILE.gguf");
  return { url, identity: `${url.origin}${url.pathname}`, fileName };
}

const HUGGING_FACE = new Set(["huggingface.co", "www.huggingface.co", "hf.co"]);

function parse(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new PullError(
      `${text} is no address that can be fetched.`,
      "It begins with https:// (or http://) and ends with the name of a GGUF file.",
    );
  return url;
}

function lastSegment({ pathname }: URL): string {
  const segment = pathname.slice(pathname.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
