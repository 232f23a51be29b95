import { DeliveryDetails } from "#components/deliveries/delivery-details.tsx";
import type { OpenedDelivery } from "#components/deliveries/delivery-sheet.tsx";
import { findLoadedDelivery } from "#lib/deliveries/loaders.ts";

/** The delivery that a log's address asks for, laid out for the sheet beside it. */
export async function openedDelivery(
  deliveryId: string | null,
  mayChange: boolean,
): Promise<OpenedDelivery | null> {
  if (deliveryId === null) return null;
  const loaded = await findLoadedDelivery(deliveryId);
  return {
    deliveryId,
    content: loaded && <DeliveryDetails key={deliveryId} {...loaded} mayChange={mayChange} isInSheet />,
  };
}
