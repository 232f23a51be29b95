/** Where there is no value. */
export function Dash() {
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">None</span>
    </span>
  );
}
