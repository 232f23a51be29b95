/** Server settings of an embedded database: room for a few processes of ours, durable commits. */
export const EMBEDDED_SETTINGS: Record<string, string> = {
  max_connections: "60",
  shared_buffers: "256MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "15min",
  // The queue's rows live for seconds: what is dead in it should not wait for a minute.
  autovacuum_naptime: "15s",
  // Each message would change what a list of processes shows.
  update_process_title: "off",
};
