/** The shared look of text-like controls: input, textarea, select and combobox triggers. */
export const controlClasses = [
  "w-full min-w-0 rounded-md border border-border-strong bg-surface px-2.5 text-sm text-foreground transition-colors duration-100",
  "placeholder:text-muted/90 hover:border-control",
  "focus-visible:border-ring focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-ring",
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger",
  "disabled:bg-subtle disabled:text-muted data-disabled:bg-subtle data-disabled:text-muted",
  // Buttons are :read-only too.
  "[&:is(input,textarea):read-only]:bg-subtle",
  // Phones zoom into a focused field whose text is smaller than 16 px.
  "pointer-coarse:text-lg",
];
