import { FileUp } from "lucide-react";
import { ButtonLink } from "#components/ui/button.tsx";
import type { ImportType } from "#lib/loyalty/imports/constants.ts";

/** To the form for a file of this type. */
export function ImportLink({ type }: { type: ImportType }) {
  return (
    <ButtonLink href={`/imports/new?type=${type}`}>
      <FileUp aria-hidden />
      Import
    </ButtonLink>
  );
}
