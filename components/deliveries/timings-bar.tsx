import { cn } from "#components/ui/cn.ts";
import type { AttemptDto } from "#lib/deliveries/schema.ts";
import { attemptPhases, type PhaseId, phaseMs } from "./attempt-phases.ts";

const COLOURS: Record<PhaseId, string> = {
  dns: "bg-control",
  connect: "bg-warning",
  tls: "bg-success",
  wait: "bg-accent",
  body: "bg-accent-border",
  rest: "bg-danger",
};

/** Where the time of an attempt went: a bar for the eye, the same as a list for everybody. */
export function TimingsBar({ timings }: { timings: AttemptDto["timings"] }) {
  const phases = attemptPhases(timings);
  const isReused = timings.connectMs === null && timings.firstByteMs !== null;
  return (
    <div data-slot="timings">
      <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-full bg-subtle">
        {phases.map((phase) => (
          <span
            key={phase.id}
            style={{ flexGrow: phase.share }}
            // A phase that took next to no time still took place.
            className={cn("min-w-0.5 basis-0", COLOURS[phase.id])}
          />
        ))}
      </div>
      <dl aria-label="Timings" className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-xs">
        {phases.map((phase) => (
          <div key={phase.id} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("size-2 rounded-xs", COLOURS[phase.id])} />
            <dt className="text-muted">{phase.label}</dt>
            <dd className="tabular">{phaseMs(phase.ms)}</dd>
          </div>
        ))}
        <div className="flex items-center gap-1.5 font-medium">
          <dt>Total</dt>
          <dd className="tabular">{phaseMs(timings.totalMs)}</dd>
        </div>
      </dl>
      {isReused && (
        <p className="mt-1 text-xs text-muted">
          The connection was open already: no name resolution, connecting or TLS.
        </p>
      )}
    </div>
  );
}
