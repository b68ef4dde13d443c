import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const JAR =
  process.env.REELWRIGHT_SERVER_JAR ?? resolve('../server/target/quarkus-app/quarkus-run.jar');
export const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
const START_MILLIS = 300_000;

/** The packaged server on a folder and a port of its own; it can be killed and started again. */
export class Server {
  private process: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly environment: Record<string, string>,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), 'reelwright-studio-'));
    const server = new Server(folder, await freePort(), environment);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const options = [
      '-XX:+UseSerialGC',
      '-Xmx288m',
      '-Djava.awt.headless=true',
      '--enable-native-access=ALL-UNNAMED',
      '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
      '--add-opens=java.base/java.lang=ALL-UNNAMED',
      `-Dreelwright.home=${this.folder}`,
    ];
    const words = ['serve', '--port', String(this.port), '--data', join(this.folder, 'data')];
    const started = spawn(JAVA, [...options, '-cp', JAR, 'dev.reelwright.cli.Reel', ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, REELWRIGHT_AUTH: 'auto', ...this.environment },
    });
    this.process = started;
    let said = '';
    started.stdout?.on('data', (text) => (said += String(text)));
    started.stderr?.on('data', (text) => (said += String(text)));
    const until = Date.now() + START_MILLIS;
    while (!(await this.isUp())) {
      if (started.exitCode !== null || Date.now() > until) {
        throw new Error(`the server did not start: ${said}`);
      }
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  /** A key for this server, made as its operator makes one. */
  key(name: string): string {
    const made = spawnSync(
      JAVA,
      [
        `-Dreelwright.home=${this.folder}`,
        '--enable-native-access=ALL-UNNAMED',
        '-cp',
        JAR,
        'dev.reelwright.cli.Reel',
        'key',
        'create',
        name,
        '--data',
        join(this.folder, 'data'),
      ],
      { encoding: 'utf8' },
    );
    const key = made.stdout.match(/rw_\S+/)?.[0];
    if (!key) throw new Error(`no key was made: ${made.stdout}${made.stderr}`);
    return key;
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const ended = this.process;
    this.process = null;
    if (!ended || ended.exitCode !== null) return;
    const gone = new Promise((done) => ended.once('exit', done));
    ended.kill('SIGKILL');
    await gone;
  }

  async end(): Promise<void> {
    const ended = this.process;
    this.process = null;
    if (ended && ended.exitCode === null) {
      const gone = new Promise((done) => ended.once('exit', done));
      ended.kill('SIGTERM');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  async get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  async call<T>(verb: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(this.url + path, {
      method: verb,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json', 'If-Match': '*' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${verb} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** A small film, quick to make. */
  async order(body: Record<string, unknown> = {}): Promise<string> {
    const made = await this.post<{ id: string }>('/api/studio/projects', {
      prompt: 'A lamp flares. A ship turns.',
      ...body,
      settings: {
        width: 320,
        height: 180,
        shotLengthMillis: 1000,
        voice: false,
        music: false,
        captions: false,
        ...(body.settings as object | undefined),
      },
    });
    return made.id;
  }

  async until(project: string, state: string): Promise<void> {
    const end = Date.now() + 180_000;
    for (;;) {
      const now = await this.get<{ state: string }>(`/api/studio/projects/${project}`);
      if (now.state === state) return;
      if (now.state === 'failed' || Date.now() > end) {
        throw new Error(`the project is ${now.state}, not ${state}`);
      }
      await new Promise((done) => setTimeout(done, 300));
    }
  }

  private async isUp(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health`)).ok;
    } catch {
      return false;
    }
  }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
