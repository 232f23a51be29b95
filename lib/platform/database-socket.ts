import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * A socket in the file system, beside the TCP port: to send and to receive costs both sides a third less, and it is most
 * of what a small statement costs. Only who may enter its folder can connect, and still needs the password.
 */

/** Systems allow 103 to 107 bytes for the address of a socket; longer paths are left to TCP. */
const ADDRESS_BYTES_MAX = 100;

export type SocketFolder = {
  path: string;
  /** For postgresql.conf. */
  setting: string;
};

/**
 * Makes the folder of the server's socket anew: what a killed server left in it is nobody's. Null where there can be
 * none.
 * @param dataDir absolute
 * @param own gives a path to the user that the server runs as
 */
export function makeSocketFolder(
  dataDir: string,
  port: number,
  own: (path: string) => void,
): SocketFolder | null {
  const path = join(dataDir, "socket");
  rmSync(path, { recursive: true, force: true });
  // The name is PostgreSQL's.
  const address = join(path, `.s.PGSQL.${port}`);
  if (process.platform === "win32" || Buffer.byteLength(address) > ADDRESS_BYTES_MAX) return null;
  mkdirSync(path, { mode: 0o700 });
  own(path);
  return { path, setting: `"${path.replaceAll('"', '""')}"` };
}

/** The address of a database, by its socket: the host and port that it names are those of TCP, for whoever needs them. */
export function throughSocket(connectionString: string, folder: SocketFolder | null): string {
  return folder === null ? connectionString : `${connectionString}?host=${encodeURIComponent(folder.path)}`;
}
