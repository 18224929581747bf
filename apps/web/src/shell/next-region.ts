/** Moves the focus to the next region of the page that is in view, in reading order, round and round. */
export function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((region) =>
    region.checkVisibility(),
  );
  // The side panel is a region inside another: the innermost counts.
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  regions[(at + 1) % regions.length]?.focus();
}
