/** What a colour says. `neutral` says nothing, `accent` is information, the rest are outcomes. */
export type Tone = "neutral" | "accent" | "success" | "warning" | "danger";

export const toneSurface: Record<Tone, string> = {
  neutral: "border-border bg-subtle text-muted",
  accent: "border-accent-border bg-accent-subtle text-accent-text",
  success: "border-success-border bg-success-subtle text-success-text",
  warning: "border-warning-border bg-warning-subtle text-warning-text",
  danger: "border-danger-border bg-danger-subtle text-danger-text",
};

export const toneDot: Record<Tone, string> = {
  neutral: "bg-control",
  accent: "bg-accent",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
};

export const toneText: Record<Tone, string> = {
  neutral: "text-muted",
  accent: "text-accent-text",
  success: "text-success-text",
  warning: "text-warning-text",
  danger: "text-danger-text",
};
