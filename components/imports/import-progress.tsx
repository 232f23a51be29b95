import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { ImportDto } from "#lib/loyalty/imports/schema.ts";
import { IMPORT_STATUS_WORDS, progressOf, progressWords } from "./import-words.ts";

/** How far an import is, as a bar and in words. */
export function ImportProgress({ progress }: { progress: ImportDto }) {
  const words = progressWords(progress);
  return (
    <span className="block min-w-0">
      <span className="mb-1 block text-xs tabular">{words}</span>
      <ProgressBar
        label={`Progress of ${progress.fileName}`}
        value={progressOf(progress)}
        valueText={words}
        tone={IMPORT_STATUS_WORDS[progress.status].tone}
      />
    </span>
  );
}
