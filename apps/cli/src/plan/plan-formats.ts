export const PLAN_FORMATS = ["issues-md", "issues-json", "mermaid", "svg", "json"] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];
