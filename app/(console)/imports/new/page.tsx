import type { Metadata } from "next";
import { ImportForm } from "#components/imports/import-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { IMPORT_TYPES } from "#lib/loyalty/imports/constants.ts";
import { FormPage } from "../../form-page.tsx";

export const metadata: Metadata = { title: "Import file" };

/** `type`: what the file holds. */
type NewImportPageProps = { searchParams: Promise<{ type?: string | string[] }> };

export default async function NewImportPage({ searchParams }: NewImportPageProps) {
  const [{ type }, access, { scope }] = await Promise.all([
    searchParams,
    loadAccess("IMPORT"),
    requireStoreContext(),
  ]);
  return (
    <FormPage
      title="Import file"
      description="Each line is taken in by itself: one that is wrong is reported and stops none of the others."
      back={{ href: "/imports", label: "Imports" }}
      access={access}
      need="import files"
    >
      <ImportForm
        storeCode={scope.storeCode}
        defaultType={IMPORT_TYPES.find((one) => one === type) ?? "transaction"}
      />
    </FormPage>
  );
}
