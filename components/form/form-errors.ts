export type ListedError = { name: string; message: string; type: string };

/** Every error of a form, in the order of its fields, with the dotted name of each. */
export function listErrors(errors: object): ListedError[] {
  const found: ListedError[] = [];
  const visit = (node: unknown, name: string) => {
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && (typeof node.type === "string" || typeof node.type === "number")) {
      const message = "message" in node && typeof node.message === "string" ? node.message : "";
      if (message !== "") found.push({ name, message, type: String(node.type) });
      return;
    }
    for (const [key, child] of Object.entries(node)) {
      // `ref` holds an element of the page, not an error.
      if (key !== "ref") visit(child, name === "" ? key : `${name}.${key}`);
    }
  };
  visit(errors, "");
  return found;
}
