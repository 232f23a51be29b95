/** An event as a filter offers it. */
export type EventOption = {
  name: string;
  title: string;
  /** The category's title. */
  category: string;
};

/** An event with all that a form tells about it. */
export type EventChoice = EventOption & {
  description: string;
  /** Bodies of an example, as they would be sent; `legacy` is null where no legacy form is known. */
  example: { v5: string; legacy: string | null; mage: readonly { event: string; body: string }[] };
};
