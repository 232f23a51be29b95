import { Pencil, Plus } from "lucide-react";
import { BodyBlock } from "#components/deliveries/body-block.tsx";
import { DeleteEventButton } from "#components/event-definitions/delete-event-button.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Link } from "#components/ui/link.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { CatalogueDetails } from "#lib/events/schema.ts";
import { listeningWords } from "./listening-words.ts";
import { SchemaFields } from "./schema-fields.tsx";

/** What an event means, what makes it happen, what it holds, and how it looks in each format. */
export function CatalogueEntry({ entry, mayChange }: { entry: CatalogueDetails; mayChange: boolean }) {
  const { name, title, category, description, triggers, fields, schemaJson, examples, listening, isOwn } =
    entry;
  const filter = `?eventName=${encodeURIComponent(name)}`;
  return (
    <>
      <PageHeader
        back={{ href: "/catalogue", label: "Catalogue" }}
        title={name}
        status={
          <>
            <Badge>{category}</Badge>
            {isOwn && <Badge tone="accent">defined by the store</Badge>}
          </>
        }
        description={
          <>
            <p>
              {title}. {description}
            </p>
            <p className="mt-1 text-xs">
              <Link
                href={`/settings/webhooks${filter}`}
                className="rounded-xs underline decoration-border-strong underline-offset-3 hover:decoration-current"
              >
                {listeningWords(listening)}
              </Link>
              {" · "}
              <Link
                href={`/events?event=${encodeURIComponent(name)}`}
                className="rounded-xs underline decoration-border-strong underline-offset-3 hover:decoration-current"
              >
                Published ones
              </Link>
            </p>
          </>
        }
        actions={
          mayChange && (
            <>
              {isOwn && (
                <ButtonLink href={`/catalogue/${encodeURIComponent(name)}/edit`}>
                  <Pencil aria-hidden />
                  Edit
                </ButtonLink>
              )}
              {isOwn && <DeleteEventButton eventName={name} />}
              <ButtonLink variant="primary" href={`/settings/webhooks/new?event=${encodeURIComponent(name)}`}>
                <Plus aria-hidden />
                Subscribe
              </ButtonLink>
            </>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]">
        <div className="min-w-0">
          {triggers.length > 0 && (
            <PageSection className="mt-0" title="What triggers it">
              <ul className="list-disc space-y-1 pl-5">
                {triggers.map((trigger) => (
                  <li key={trigger}>{trigger}</li>
                ))}
              </ul>
            </PageSection>
          )}
          <PageSection
            className={triggers.length > 0 ? "mt-8" : "mt-0"}
            title="Data"
            description={
              isOwn
                ? "The fields of data, as the store has defined them."
                : "The fields of data. More may be added; none is taken away."
            }
          >
            <Tabs
              label="The data's schema"
              panelClassName="pt-3"
              items={[
                {
                  value: "fields",
                  label: "Fields",
                  content: (
                    <div className="rounded-lg border bg-surface px-4 py-1">
                      <SchemaFields fields={fields} label="Fields of data" />
                    </div>
                  ),
                },
                {
                  value: "schema",
                  label: "JSON Schema",
                  content: (
                    <CodeBlock title="JSON Schema" language="json" code={schemaJson} maxHeight="40rem" />
                  ),
                },
              ]}
            />
          </PageSection>
        </div>
        <PageSection
          className="mt-0"
          title="Example"
          description="The body as a webhook of each format is sent it."
        >
          <Tabs
            label="Format"
            panelClassName="pt-3"
            items={examples.map(({ format, body }) => ({
              value: format,
              label: format,
              content: <BodyBlock title={`Example, ${format}`} body={body} />,
            }))}
          />
        </PageSection>
      </div>
    </>
  );
}
