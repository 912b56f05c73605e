import { createServer } from 'node:net';

/** Whether nobody listens on a port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return portOf(port).then(
    () => true,
    () => false,
  );
}

/** The preferred port if it is free, else any that is. */
export async function freePort(preferred = 0): Promise<number> {
  return (await isFree(preferred)) && preferred !== 0 ? preferred : portOf(0);
}

function portOf(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: wanted, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('the port has no address')),
      );
    });
  });
}
