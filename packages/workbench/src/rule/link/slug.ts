/** The anchor that GitHub gives a heading: letters, marks, digits, hyphens and underscores stay, blanks become hyphens. */
export const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control} -]/gu, "")
    .replaceAll(" ", "-");
