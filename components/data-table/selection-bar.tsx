import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

type SelectionBarProps = {
  /** "3 webhooks" */
  words: string;
  onClear: () => void;
  /** Chooses every row of the page. Cards on a phone have no heading with a checkbox for that. Null: it is done. */
  onSelectPage: (() => void) | null;
  /** Beside the count: a way to choose more. */
  more?: ReactNode;
  /** Buttons for what can be done. */
  children: ReactNode;
};

/** What is chosen and what can be done with it. It stays in sight while the page scrolls. */
export function SelectionBar({ words, onClear, onSelectPage, more, children }: SelectionBarProps) {
  return (
    <section
      aria-label="Selected rows"
      className="sticky bottom-3 z-20 mx-auto flex w-fit max-w-full flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-border-strong bg-surface py-2 pr-2 pl-4 shadow-popup"
    >
      <p aria-live="polite" className="font-medium tabular">
        {words} selected
      </p>
      {onSelectPage !== null && (
        <Button variant="link" size="sm" className="min-h-6 sm:hidden" onClick={onSelectPage}>
          Select the whole page
        </Button>
      )}
      {more}
      <div className="flex flex-wrap items-center gap-2">
        {children}
        <Button variant="ghost" size="sm" onClick={onClear}>
          Clear
        </Button>
      </div>
    </section>
  );
}
