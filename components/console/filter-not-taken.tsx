import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

/** @param href the list without filters */
export function FilterNotTaken({ href, issues }: { href: string; issues: readonly { message: string }[] }) {
  return (
    <Alert
      tone="warning"
      title="The address holds a filter that the list does not take"
      actions={
        <ButtonLink href={href} size="sm">
          Clear filters
        </ButtonLink>
      }
    >
      {issues.map(({ message }) => message).join(" ")}
    </Alert>
  );
}
