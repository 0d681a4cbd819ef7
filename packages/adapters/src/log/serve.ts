import { createServer } from 'node:http';
import { nodeDisk } from '@sonae/evidence/files';

const TILE = /^\/(?:log\/)?(tile\/(?:\d{1,2}|entries)\/(?:x\d{3}\/)*\d{3}(?:\.p\/\d{1,3})?)$/;
const FOREVER = 'public, max-age=31536000, immutable';

export type ServeOptions = {
  readonly port?: number;
  readonly host?: string;
  /** Whether the entries may be read too; the hashes alone tell nothing about them. */
  readonly entries?: boolean;
};

/** Serves a log by HTTP as C2SP tlog-tiles asks: the checkpoint, which changes, and tiles, which never do. */
export async function serveLog(
  root: string,
  { port = 0, host = '127.0.0.1', entries = false }: ServeOptions = {},
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const disk = nodeDisk(root);
  const server = createServer(async (request, response) => {
    const url = request.url ?? '';
    const [, tile] = TILE.exec(url) ?? [];
    const hidden = tile?.startsWith('tile/entries/') && !entries;
    const isHead = url === '/checkpoint' || url === '/log/checkpoint';
    const name = isHead ? 'checkpoint' : hidden ? undefined : tile;
    const bytes = request.method === 'GET' && name !== undefined ? await disk.read(`log/${name}`) : undefined;
    if (!bytes) response.writeHead(404).end();
    else if (isHead)
      response
        .writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' })
        .end(bytes);
    else
      response
        .writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': FOREVER })
        .end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = server.address() as { port: number };
  return {
    url: `http://${host}:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
