import { Badge } from "#components/ui/badge.tsx";
import type { ReferenceField, ReferenceOperation, ReferenceSection } from "#lib/http/core/reference-page.ts";

/** The API document for reading: no script and nothing from elsewhere is needed for it. */
export function ApiReference({ sections }: { sections: readonly ReferenceSection[] }) {
  return (
    <div className="mx-auto flex w-full max-w-6xl gap-8 px-4 py-8">
      <nav
        aria-label="Sections"
        className="sticky top-8 hidden max-h-[calc(100dvh-4rem)] w-56 shrink-0 self-start overflow-y-auto lg:block"
      >
        <SectionLinks sections={sections} />
      </nav>
      <main className="flex min-w-0 flex-1 flex-col gap-10">
        <header className="flex flex-col gap-2">
          <h1 className="text-2xl font-semibold">API reference</h1>
          <p className="max-w-prose text-muted">
            Open Loyalty’s webhooks API with additions, Mage Loyalty’s, and the events that are sent to
            receivers. For programs:{" "}
            <a className="underline" href="/api/openapi.json">
              openapi.json
            </a>{" "}
            (OpenAPI 3.1).
          </p>
          <details className="rounded-lg border px-3 py-2 lg:hidden">
            <summary className="cursor-pointer font-medium">Sections</summary>
            <SectionLinks sections={sections} />
          </details>
        </header>
        {sections.map((section) => (
          <section key={section.id} aria-labelledby={section.id} className="flex flex-col gap-3">
            <h2 id={section.id} className="scroll-mt-8 text-lg font-semibold">
              {section.title}
            </h2>
            {section.description !== "" && <p className="max-w-prose text-muted">{section.description}</p>}
            {section.operations.map((operation) => (
              <Operation key={operation.id} operation={operation} />
            ))}
          </section>
        ))}
      </main>
    </div>
  );
}

function SectionLinks({ sections }: { sections: readonly ReferenceSection[] }) {
  return (
    <ul className="flex flex-col gap-1 py-2">
      {sections.map(({ id, title }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className="block rounded px-2 py-1 text-muted hover:bg-hover hover:text-foreground"
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Operation({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, description, credentials, fields, requestExample, answers } = operation;
  return (
    <details id={id} className="group scroll-mt-8 rounded-lg border bg-surface">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2">
        <span className="w-14 shrink-0 font-mono text-xs font-medium">{method}</span>
        <code className="min-w-0 font-mono text-sm break-all">{path}</code>
        <span className="text-muted">{summary}</span>
      </summary>
      <div className="flex flex-col gap-4 border-t px-3 py-3">
        {description !== "" && <p className="max-w-prose whitespace-pre-line">{description}</p>}
        {method !== "EVENT" && (
          <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
            {credentials.length === 0 ? "No credentials are needed." : "Credentials:"}
            {credentials.map((name) => (
              <Badge key={name}>{name}</Badge>
            ))}
          </p>
        )}
        {fields.length > 0 && <Fields label={`Fields of ${path}`} fields={fields} />}
        {requestExample !== null && (
          <Example title={method === "EVENT" ? "Body" : "Request"} text={requestExample} />
        )}
        <ul aria-label="Answers" className="flex flex-col gap-2">
          {answers.map(({ status, description: meaning, example }) => (
            <li key={status} className="flex flex-col gap-1">
              <p className="flex gap-3 text-sm">
                <span className="w-10 shrink-0 font-mono">{status}</span>
                <span className="text-muted">{meaning}</span>
              </p>
              {example !== null && <Example title={`Answer ${status}`} text={example} />}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function Fields({ label, fields }: { label: string; fields: readonly ReferenceField[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section aria-label={label} className="overflow-x-auto" tabIndex={0}>
      <table className="w-full text-left text-sm">
        <thead>
          <tr className="border-b text-muted">
            <th scope="col" className="py-1 pr-4 font-medium">
              Name
            </th>
            <th scope="col" className="py-1 pr-4 font-medium">
              In
            </th>
            <th scope="col" className="py-1 pr-4 font-medium">
              Type
            </th>
            <th scope="col" className="py-1 font-medium">
              Meaning
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, where, type, isRequired, description }) => (
            <tr key={`${where} ${name}`} className="border-b align-top last:border-0">
              <td className="py-1 pr-4 font-mono">
                {name}
                {isRequired && <span className="text-muted"> required</span>}
              </td>
              <td className="py-1 pr-4">{where}</td>
              <td className="max-w-64 py-1 pr-4 font-mono text-xs break-words">{type}</td>
              <td className="min-w-48 py-1 text-muted">{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Example({ title, text }: { title: string; text: string }) {
  return (
    <figure className="overflow-hidden rounded-lg border bg-subtle">
      <figcaption className="border-b px-3 py-1 text-xs font-medium">{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
      <pre tabIndex={0} className="max-h-96 overflow-auto px-3 py-2 font-mono text-xs">
        {text}
      </pre>
    </figure>
  );
}
