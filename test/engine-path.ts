import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

/** A way to the engine that can be cut and mended, as when the engine stops and is started again. */
export async function openEnginePath(folder: string) {
  const path = join(folder, 'docker.sock');
  const sockets = new Set<Socket>();
  let whole = true;
  let refused = () => {};
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return refused();
    }
    const far = connect('/var/run/docker.sock');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(path);
  await once(server, 'listening');
  const sever = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `unix://${path}`,
    /** Breaks what is connected now; who asks again gets through. */
    sever,
    /** Resolves when somebody asked in vain. */
    cut(): Promise<void> {
      whole = false;
      sever();
      return new Promise((resolve) => {
        refused = resolve;
      });
    },
    mend() {
      whole = true;
    },
    close() {
      void this.cut();
      server.close();
    },
  };
}
