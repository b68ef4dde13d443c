// Packs scripts and styles once, at build time; the server sends them packed to everybody who takes that.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, gzipSync } from 'node:zlib';

const assets = new URL('../dist/assets/', import.meta.url);
for (const name of readdirSync(assets)) {
  if (!/\.(js|css)$/.test(name)) continue;
  const packed = gzipSync(readFileSync(new URL(name, assets)), {
    level: constants.Z_BEST_COMPRESSION,
  });
  writeFileSync(new URL(`${name}.gz`, assets), packed);
}
