import { Fragment } from "react";

/** Names of events are long single words: they may break where a part of the word begins. */
export function BreakableName({ name }: { name: string }) {
  const parts = name.split(/(?=[A-Z])/);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name but its place.
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
