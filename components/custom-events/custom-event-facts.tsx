import { ActiveStatus } from "#components/programme/active-status.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import type { CustomEventSchemaDto } from "#lib/loyalty/custom-events/schema.ts";
import { FIELD_TYPE_WORDS } from "./custom-event-words.ts";

/** For whoever may not change it. */
export function CustomEventFacts({ schema }: { schema: CustomEventSchemaDto }) {
  const { fields } = schema.schema;
  return (
    <Card className="max-w-3xl px-4 py-1">
      <DescriptionList
        items={[
          { term: "Status", value: <ActiveStatus isActive={schema.active} /> },
          { term: "Type", value: <span className="font-mono text-xs">{schema.eventType}</span> },
          {
            term: "Fields",
            value:
              fields.length === 0 ? (
                "None"
              ) : (
                <ul className="flex flex-col gap-1">
                  {fields.map(({ name, type, description }) => (
                    <li key={name}>
                      <span className="font-mono text-xs">{name}</span>
                      <span className="text-muted">
                        {" "}
                        {FIELD_TYPE_WORDS[type].toLowerCase()}
                        {description && `: ${description}`}
                      </span>
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </Card>
  );
}
