import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { keys } from './keys';
import type { Happening, StepProgress } from './types';

/** What the page knows about its line to the server. */
export type Line = 'connecting' | 'open' | 'lost';

type Listener = () => void;

/** A value outside of React that components may follow. */
class Followed<T> {
  private readonly listeners = new Set<Listener>();
  constructor(private value: T) {}
  readonly get = () => this.value;
  readonly set = (value: T) => {
    if (Object.is(value, this.value)) return;
    this.value = value;
    this.listeners.forEach((listener) => listener());
  };
  readonly follow = (listener: Listener) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
}

const line = new Followed<Line>('connecting');
const progress = new Followed<ReadonlyMap<string, StepProgress>>(new Map());
const returned = new Set<Listener>();

export const useLine = () => useSyncExternalStore(line.follow, line.get);

/** How far the steps of the project on screen are, by id of the step. */
export const useProgress = () => useSyncExternalStore(progress.follow, progress.get);

/** Calls when the server is there again after it was not. */
export function onReturn(listener: Listener): () => void {
  returned.add(listener);
  return () => void returned.delete(listener);
}

const SOONEST_MILLIS = 300;
const RETRY_MILLIS = 1500;
const HIDDEN_MILLIS = 30_000;

const KINDS = [
  'attempt.accepted attempt.booked attempt.cancelled attempt.intended attempt.lost',
  'attempt.rejected attempt.unknown attempt.decided project.changed project.created',
  'project.forked project.removed run.planning run.producing run.finishing run.blocked run.done',
  'run.failed run.stopped run.resumed run.started run.waiting_for_approval scene.changed',
  'scene.created scene.removed shot.changed shot.created shot.removed slots.emptied step.blocked',
  'step.cancelled step.decided step.done step.failed step.leased step.ready step.released',
  'step.retry step.submitted step.undecided take.locked take.selected take.stored take.unlocked',
  'take.uploaded',
]
  .join(' ')
  .split(' ');

/**
 * Follows the history of one project, or of all, and has what changed read again. One stream for
 * each page: a browser grants a host only six connections, so a page that is hidden gives its own
 * back and catches up when it is looked at.
 */
export function useLive(project: string | null) {
  const client = useQueryClient();
  useEffect(() => new Following(client, project).begin(), [client, project]);
}

class Following {
  private stream: EventSource | null = null;
  private last: string | null = null;
  private timer: number | undefined;
  private hiding: number | undefined;
  private pending: number | undefined;
  private isOver = false;

  constructor(
    private readonly client: QueryClient,
    private readonly project: string | null,
  ) {}

  begin(): () => void {
    this.open();
    document.addEventListener('visibilitychange', this.look);
    return () => {
      this.isOver = true;
      document.removeEventListener('visibilitychange', this.look);
      window.clearTimeout(this.hiding);
      window.clearTimeout(this.pending);
      this.close();
      progress.set(new Map());
    };
  }

  private open() {
    const path = this.project
      ? `/api/studio/projects/${encodeURIComponent(this.project)}/events`
      : '/api/studio/events';
    const stream = new EventSource(this.last ? `${path}?after=${this.last}` : path);
    this.stream = stream;
    stream.onopen = () => {
      const wasLost = line.get() === 'lost';
      line.set('open');
      // Whatever happened while nobody listened.
      this.readAgain();
      if (wasLost) returned.forEach((listener) => listener());
    };
    stream.onerror = () => {
      if (this.isOver) return;
      line.set('lost');
      // A stream that was refused does not come back by itself.
      if (stream.readyState === EventSource.CLOSED) {
        this.close();
        this.timer = window.setTimeout(() => this.open(), RETRY_MILLIS);
      }
    };
    for (const kind of KINDS) stream.addEventListener(kind, this.happened);
    stream.addEventListener('progress', this.progressed);
  }

  private close() {
    window.clearTimeout(this.timer);
    this.stream?.close();
    this.stream = null;
  }

  private readonly look = () => {
    window.clearTimeout(this.hiding);
    if (document.hidden) {
      this.hiding = window.setTimeout(() => this.close(), HIDDEN_MILLIS);
    } else if (!this.stream) {
      this.open();
    }
  };

  private readonly happened = (message: MessageEvent<string>) => {
    this.last = message.lastEventId || this.last;
    const event = JSON.parse(message.data) as Happening;
    if (event.step && event.kind.startsWith('step.')) this.forget(event.step);
    if (event.kind.startsWith('attempt.') || event.kind.startsWith('step.undecided')) {
      void this.client.invalidateQueries({ queryKey: keys.money });
    }
    this.soon();
  };

  private readonly progressed = (message: MessageEvent<string>) => {
    const now = JSON.parse(message.data) as StepProgress;
    const next = new Map(progress.get());
    if (now.fraction >= 1) next.delete(now.step);
    else next.set(now.step, now);
    progress.set(next);
  };

  private forget(step: string) {
    if (!progress.get().has(step)) return;
    const next = new Map(progress.get());
    next.delete(step);
    progress.set(next);
  }

  /** Many things happen at once; they are read once. */
  private soon() {
    this.pending ??= window.setTimeout(() => {
      this.pending = undefined;
      this.readAgain();
    }, SOONEST_MILLIS);
  }

  private readAgain() {
    // A big film takes long to read: let each reading end before the next begins.
    const options = { cancelRefetch: false };
    void this.client.invalidateQueries({ queryKey: keys.projects }, options);
    if (this.project) {
      void this.client.invalidateQueries({ queryKey: keys.project(this.project) }, options);
    }
  }
}
