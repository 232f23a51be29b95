import { CodeBlock } from "#components/ui/code-block.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { receiverSnippets } from "./receiver-snippets.ts";

/** A receiver in one file, in several languages, with the webhook's own headers. */
export function SnippetTabs({
  headerNames,
  maxHeight = "40rem",
}: {
  headerNames: readonly string[];
  maxHeight?: string;
}) {
  return (
    <Tabs
      label="Language"
      items={receiverSnippets({ headerNames }).map(({ id, label, note, fileName, code, start }) => ({
        value: id,
        label,
        content: (
          <>
            <CodeBlock title={fileName} meta={note} code={code} maxHeight={maxHeight} />
            <p className="mt-3 text-muted">
              Run it with the secret that was shown when the webhook was added or the secret last rotated:{" "}
              <code className="font-mono text-xs break-all">{start}</code>
            </p>
          </>
        ),
      }))}
    />
  );
}
