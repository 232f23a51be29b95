import { redirect } from "next/navigation";

/** Until there is an overview, the console begins at its webhooks. */
export default function HomePage() {
  redirect("/settings/webhooks");
}
