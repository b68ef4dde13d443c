// Tasks that do nothing, through BullMQ. Arguments: folder of BullMQ, port of Redis, number of tasks.
const readline = require("node:readline");

const [, , modules, port, number] = process.argv;
const { Queue, QueueEvents, Worker } = require(modules);
const connection = { host: "127.0.0.1", port: Number(port), maxRetriesPerRequest: null };

async function main() {
  const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const queue = new Queue("noop", { connection });
  const events = new QueueEvents("noop", { connection });
  await events.waitUntilReady();
  const worker = new Worker("noop", async (job) => job.data.number, { connection, concurrency: 8 });
  await worker.waitUntilReady();
  const first = await queue.add("noop", { number: 0 });
  await first.waitUntilFinished(events);
  console.log("ready");
  await lines.next();
  const start = performance.now();
  const jobs = await Promise.all(
    Array.from({ length: Number(number) }, (_, n) => queue.add("noop", { number: n })),
  );
  await Promise.all(jobs.map((job) => job.waitUntilFinished(events)));
  console.log((performance.now() - start) / 1000);
  await lines.next();
  process.exit(0);
}

main();
