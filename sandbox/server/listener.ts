import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';

export interface Listener {
  /** Serves on the port (0: a free one) and resolves when it is open; rejects when it cannot be had. */
  listen(port?: number, host?: string): Promise<{ url: string }>;
  /** Stops serving and ends all connections. */
  close(): Promise<void>;
}

/** Serves the application over HTTP, on loopback unless told otherwise. */
export function createListener(fetch: (request: Request) => Response | Promise<Response>): Listener {
  let server: Server | null = null;
  return {
    listen: (port = 0, host = '127.0.0.1') =>
      new Promise((resolve, reject) => {
        const started = serve({ fetch, port, hostname: host }, (address: AddressInfo) =>
          resolve({ url: `http://${host}:${address.port}` }),
        ) as Server;
        // Longer than a client's pause between two requests: else it may write into a connection just ended.
        started.keepAliveTimeout = 75_000;
        started.once('error', reject);
        server = started;
      }),
    async close() {
      const open = server;
      server = null;
      if (open === null) return;
      await new Promise<void>((resolve) => {
        open.close(() => resolve());
        open.closeAllConnections();
      });
    },
  };
}
