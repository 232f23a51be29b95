"use client";

import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Select } from "#components/ui/select.tsx";
import type { BodyFormat } from "#lib/webhooks/constants.ts";
import type { EventChoice } from "#lib/webhooks/core/event-choice.ts";
import { exampleOf } from "./example-text.ts";

type WebhookExampleProps = {
  events: readonly EventChoice[];
  eventNames: readonly string[];
  format: BodyFormat;
  mageEvents: readonly string[];
};

/** What the receiver will get, following what is chosen in the form. */
export function WebhookExample({ events, eventNames, format, mageEvents }: WebhookExampleProps) {
  const [asked, setAsked] = useState<string | null>(null);
  const [compared, setCompared] = useState<string | null>(null);
  const example = exampleOf(events, eventNames, { format, mageEvents }, asked);
  const shown =
    example?.forms.find(({ form }) => form === compared) ??
    example?.forms.find(({ form }) => form === example.sent);
  // In Mage's format one event can be one of several.
  const isSent = (form: string) => (format === "mage" ? mageEvents.includes(form) : form === example?.sent);
  return (
    <section aria-label="Example of what is sent" className="flex min-w-0 flex-col gap-3">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <h2 className="shrink-0 text-base font-medium">Example</h2>
        {eventNames.length > 1 && example && (
          <Select
            aria-label="Event of the example"
            size="sm"
            className="w-auto max-w-64"
            value={example.eventName}
            onValueChange={setAsked}
            options={eventNames.map((name) => ({ value: name, label: name }))}
          />
        )}
      </div>
      {example === null ? (
        <p className="rounded-lg border border-dashed px-6 py-10 text-center text-balance text-muted">
          Choose an event to see an example of the body that will be sent for it.
        </p>
      ) : example.sent === null || shown === undefined ? (
        <Alert
          tone="warning"
          title={
            format === "mage"
              ? `Mage has no event like ${example.eventName}`
              : `${example.eventName} has no legacy form`
          }
        >
          {format === "mage" ? "A webhook in Mage’s format" : "A legacy webhook"} cannot send it: remove the
          event, or choose another format.
        </Alert>
      ) : (
        <>
          <fieldset className="flex w-fit max-w-full flex-wrap gap-0.5 rounded-md border bg-subtle p-0.5">
            <legend className="sr-only">Format of the example</legend>
            {example.forms.map(({ form, label }) => (
              <button
                key={form}
                type="button"
                aria-pressed={form === shown.form}
                onClick={() => setCompared(form)}
                className={cn(
                  "h-6 rounded-sm px-2 text-xs font-medium text-muted hover:text-foreground",
                  form === shown.form && "bg-surface text-foreground shadow-[0_0_0_1px_var(--border)]",
                )}
              >
                {label}
              </button>
            ))}
          </fieldset>
          <CodeBlock
            title="Example body"
            language="json"
            code={shown.text}
            meta={
              isSent(shown.form) ? (
                <Badge mono>{shown.label}</Badge>
              ) : (
                <Badge tone="warning">not what is sent</Badge>
              )
            }
            maxHeight="min(36rem, calc(100dvh - 16rem))"
          />
          <p className="text-xs text-muted">
            An example, indented for reading. The body is sent by POST as <code>application/json</code>,
            together with the headers <code>webhook-id</code>, <code>webhook-timestamp</code> and{" "}
            <code>webhook-signature</code>
            {format === "mage" && (
              <>
                , and with Mage’s <code>X-Webhook-Signature</code>
              </>
            )}
            .
          </p>
        </>
      )}
    </section>
  );
}
