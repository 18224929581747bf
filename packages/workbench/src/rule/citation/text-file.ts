const CODE =
  "ts tsx mts cts js jsx mjs cjs vue svelte py pyi rb rs go java kt kts scala swift dart c h cc cpp cxx hpp m mm cs fs php pl lua r jl ex exs erl hs ml clj zig nim sh bash zsh ps1 sql proto graphql";
const TEXT =
  "md mdx markdown rst txt json jsonc json5 jsonl yaml yml toml ini cfg conf env xml html css scss less csv tsv lock gradle cmake mk nix tf";

const CODE_ENDINGS: ReadonlySet<string> = new Set(CODE.split(" "));
const TEXT_ENDINGS: ReadonlySet<string> = new Set([...CODE_ENDINGS, ...TEXT.split(" ")]);

const endingOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1).toLowerCase();

/** Whether a name ends like a file that people cite by line. */
export const isTextFile = (path: string): boolean => TEXT_ENDINGS.has(endingOf(path));

/** Whether names are declared in such a file. */
export const isCodeFile = (path: string): boolean => CODE_ENDINGS.has(endingOf(path));
