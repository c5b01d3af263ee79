import net from 'node:net';

/** Whether something answers on a TCP port. */
export function canConnect(port, host = '127.0.0.1', patience = 1000) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: patience });
    const answer = (value) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}

/** Whether a server can listen on a port: nobody answers there, and the system lets us bind it. */
export async function isPortFree(port) {
  if (await canConnect(port)) return false;
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
