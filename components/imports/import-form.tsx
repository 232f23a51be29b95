"use client";

import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import { SelectField } from "#components/form/fields.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { cn } from "#components/ui/cn.ts";
import { controlClasses } from "#components/ui/control-classes.ts";
import { toast } from "#components/ui/toast.ts";
import { createImportAction } from "#lib/loyalty/imports/actions.ts";
import { IMPORT_LINES_MAX, IMPORT_TYPES } from "#lib/loyalty/imports/constants.ts";
import { IMPORT_COLUMNS } from "#lib/loyalty/imports/core/columns.ts";
import { type ImportFormValues, importForm } from "#lib/loyalty/imports/core/form-schema.ts";
import { IMPORT_TYPE_WORDS } from "./import-words.ts";

type ImportFormProps = { storeCode: string; defaultType: ImportFormValues["type"] };

export function ImportForm({ storeCode, defaultType }: ImportFormProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: importForm,
    defaultValues: { type: defaultType, file: null },
    action: (typed) => createImportAction({ storeCode, ...typed }),
    onDone: (created) => {
      toast.success("The file is taken in, line by line");
      if (created) router.push(`/imports/${created.importId}`);
    },
  });
  const { control } = state.form;
  const type = useWatch({ control, name: "type" });
  return (
    <ActionPageForm
      state={state}
      label="Import a file"
      submitLabel="Import file"
      cancelHref="/imports"
      labels={{ file: "File" }}
    >
      <SelectField
        control={control}
        name="type"
        label="What it holds"
        options={IMPORT_TYPES.map((value) => ({ value, label: IMPORT_TYPE_WORDS[value] }))}
      />
      <FormField
        control={control}
        name="file"
        label="File"
        description={`CSV in UTF-8 with a heading, 8 MiB and ${IMPORT_LINES_MAX.toLocaleString("en")} lines at most.`}
      >
        {({ onValueChange, onChange: _, value: __, ...field }) => (
          <input
            {...field}
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => onValueChange(event.target.files?.[0] ?? null)}
            className={cn(
              controlClasses,
              "h-9 cursor-pointer bg-surface! py-1 file:mr-3 file:h-full file:rounded-sm file:border-0 file:bg-hover file:px-2 file:text-foreground pointer-coarse:h-11",
            )}
          />
        )}
      </FormField>
      <div>
        <h2 className="text-sm font-medium">Columns of the heading</h2>
        <p className="mt-0.5 text-xs text-muted">In any order. Those in bold have to be there.</p>
        <ul aria-label="Columns" className="mt-2 flex flex-wrap gap-1.5">
          {IMPORT_COLUMNS[type].map(({ name, isRequired }) => (
            <li
              key={name}
              className={cn(
                "rounded-sm border bg-subtle px-1.5 py-0.5 font-mono text-xs text-muted",
                isRequired && "font-semibold text-foreground",
              )}
            >
              {name}
              {isRequired && <span className="sr-only">, required</span>}
            </li>
          ))}
        </ul>
      </div>
    </ActionPageForm>
  );
}
