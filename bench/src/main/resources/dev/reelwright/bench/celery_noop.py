"""Tasks that do nothing, through Celery. Arguments: port of Redis, number of tasks."""

import subprocess
import sys
import time

from celery import Celery

address = "redis://127.0.0.1:%s/0" % sys.argv[-2]
app = Celery("celery_noop", broker=address, backend=address)
# A task is taken off the queue only once it is done, as in Reelwright.
app.conf.update(task_acks_late=True, worker_hijack_root_logger=False)


@app.task(name="noop")
def noop(number):
    return number


def main():
    count = int(sys.argv[-1])
    if sys.argv[1] == "worker":
        app.worker_main(["worker", "--concurrency", "2", "--loglevel", "ERROR"])
        return
    worker = subprocess.Popen(
        [sys.executable, __file__, "worker"] + sys.argv[-2:],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        noop.delay(0).get(timeout=60)
        print("ready", flush=True)
        sys.stdin.readline()
        start = time.monotonic()
        for result in [noop.delay(number) for number in range(count)]:
            result.get(timeout=120)
        print(time.monotonic() - start, flush=True)
        sys.stdin.readline()
    finally:
        worker.terminate()
        worker.wait(20)


main()
