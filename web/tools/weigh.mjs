// Weighs the script that the first page loads, as it travels: fails above the limit.
import { readFileSync } from 'node:fs';

const LIMIT_BYTES = 300 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const first = new Set();
function gather(name) {
  const chunk = manifest[name];
  if (!chunk || first.has(chunk.file)) return;
  first.add(chunk.file);
  (chunk.imports ?? []).forEach(gather);
}
gather('index.html');

let bytes = 0;
for (const file of first) {
  bytes += readFileSync(new URL(`${file}.gz`, dist)).length;
}
const kilobytes = (bytes / 1024).toFixed(1);
if (bytes > LIMIT_BYTES) {
  console.error(
    `The first page loads ${kilobytes} KB of script, more than ${LIMIT_BYTES / 1024} KB.`,
  );
  process.exit(1);
}
console.log(`The first page loads ${kilobytes} KB of script.`);
