import { spawn, type ChildProcess } from 'node:child_process';
import { freePort, JAR, JAVA } from './server';

/** The simulated provider in a process of its own. */
export class Simulator {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<Simulator> {
    const port = await freePort();
    const words = ['simulate', '--port', String(port), '--job-millis', '200'];
    const options = ['-Xmx128m', '-Djava.awt.headless=true'];
    const started = spawn(JAVA, [...options, '-cp', JAR, 'dev.reelwright.cli.Reel', ...words], {
      stdio: 'ignore',
    });
    const simulator = new Simulator(started, `http://127.0.0.1:${port}`);
    for (let tries = 0; tries < 600; tries++) {
      try {
        await simulator.counter();
        return simulator;
      } catch {
        await new Promise((done) => setTimeout(done, 200));
      }
    }
    throw new Error('the simulated provider did not start');
  }

  /** The next submission meets this fault. */
  async arm(fault: string): Promise<void> {
    await fetch(`${this.url}/sim/faults`, { method: 'POST', body: JSON.stringify({ fault }) });
  }

  async counter(): Promise<{ jobs: number }> {
    return (await (await fetch(`${this.url}/sim/counter`)).json()) as { jobs: number };
  }

  async end(): Promise<void> {
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await gone;
  }
}
