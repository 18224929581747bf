export const CHECK_FORMATS = ["pretty", "json", "sarif", "junit", "github"] as const;
export interface CheckOptions {
  readonly format: (typeof CHECK_FORMATS)[number];
  readonly fix?: boolean;
  readonly notes?: boolean;
  readonly baseline?: boolean;
}
