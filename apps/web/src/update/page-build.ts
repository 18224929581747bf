import { BUILD_MARK } from "../service-worker/shell-list.ts";

/** Which build this page is, as the build wrote it into the page; empty where nothing was written. */
export function pageBuild(page: Document): string {
  const build = page.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? "";
  return build === BUILD_MARK ? "" : build;
}
