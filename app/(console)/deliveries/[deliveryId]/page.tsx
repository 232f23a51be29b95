import type { Metadata } from "next";
import { NoAccess } from "#components/console/no-access.tsx";
import { DeliveryDetails } from "#components/deliveries/delivery-details.tsx";
import { loadDelivery } from "#lib/deliveries/loaders.ts";
import { loadWebhookAccess } from "#lib/webhooks/loaders.ts";

type DeliveryPageProps = { params: Promise<{ deliveryId: string }> };

export async function generateMetadata({ params }: DeliveryPageProps): Promise<Metadata> {
  const { mayView } = await loadWebhookAccess();
  if (!mayView) return { title: "Delivery" };
  const { delivery } = await loadDelivery((await params).deliveryId);
  return { title: `Delivery of ${delivery.eventName}` };
}

export default async function DeliveryPage({ params }: DeliveryPageProps) {
  const { deliveryId } = await params;
  const { mayView, mayChange } = await loadWebhookAccess();
  if (!mayView) return <NoAccess need="see the deliveries" />;
  const { delivery, webhook, occurredAt } = await loadDelivery(deliveryId);
  return (
    <DeliveryDetails
      key={deliveryId}
      delivery={delivery}
      webhook={webhook}
      occurredAt={occurredAt}
      mayChange={mayChange}
    />
  );
}
