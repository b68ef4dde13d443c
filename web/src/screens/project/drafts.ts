import type { QueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import * as acts from '../../api/acts';
import { Problem, Unreachable } from '../../api/client';
import { keys } from '../../api/keys';
import { onReturn } from '../../api/live';
import type { Project, Shot, ShotBody, Texts } from '../../api/types';

export type Field = Exclude<keyof Texts, 'image' | 'transition'> | 'lengthMillis';
type Value = string | number;
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'failed' | 'conflict' | 'gone';

/** What was written in a shot and is not on the server yet. */
export type Draft = {
  /** What the server had when the writing began, by field. */
  base: Partial<Record<Field, Value>>;
  mine: Partial<Record<Field, Value>>;
  state: SaveState;
  error: unknown;
  /** Someone else's change went in beside ours. */
  isMerged: boolean;
};

const NOTHING: Draft = { base: {}, mine: {}, state: 'saved', error: null, isMerged: false };
const SAVE_AFTER_MILLIS = 700;
const MOST_MERGES = 4;

export const valueOf = (shot: Shot, field: Field): Value =>
  field === 'lengthMillis' ? shot.lengthMillis : shot.texts[field];

/** Fields that somebody else has changed since ours were begun. */
export function conflicts(draft: Draft, shot: Shot): Field[] {
  return (Object.keys(draft.mine) as Field[]).filter((field) => {
    const theirs = valueOf(shot, field);
    return theirs !== draft.base[field] && theirs !== draft.mine[field];
  });
}

/**
 * Keeps what is written until the server has it: while it is away, while somebody else edits the
 * same shot, and over a reload of the page. It belongs to one tab, so that two of them do not
 * overwrite each other here; between them the server decides by version.
 */
class Drafts {
  private readonly kept = new Map<string, Draft>();
  private readonly listeners = new Set<() => void>();
  private readonly timers = new Map<string, number>();

  constructor(
    private readonly client: QueryClient,
    private readonly project: string,
  ) {
    onReturn(() => [...this.kept.keys()].forEach((shot) => void this.save(shot)));
    window.addEventListener('beforeunload', (event) => {
      if ([...this.kept.values()].some((draft) => draft.state !== 'saved')) event.preventDefault();
    });
  }

  readonly follow = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly of = (shot: string): Draft => {
    const known = this.kept.get(shot);
    if (known) return known;
    const stored = sessionStorage.getItem(this.name(shot));
    const draft = stored
      ? { ...(JSON.parse(stored) as Draft), state: 'unsaved' as const }
      : NOTHING;
    this.kept.set(shot, draft);
    if (stored) this.soon(shot);
    return draft;
  };

  edit(shot: Shot, field: Field, value: Value) {
    const before = this.of(shot.id);
    const base = field in before.mine ? before.base[field] : valueOf(shot, field);
    this.put(shot.id, {
      base: { ...before.base, [field]: base },
      mine: { ...before.mine, [field]: value },
      state: 'unsaved',
      error: null,
      isMerged: false,
    });
    this.soon(shot.id);
  }

  /** Ours goes over theirs. */
  keepMine(shot: Shot, field: Field) {
    const before = this.of(shot.id);
    this.put(shot.id, {
      ...before,
      base: { ...before.base, [field]: valueOf(shot, field) },
      state: 'unsaved',
    });
    void this.save(shot.id);
  }

  takeTheirs(shot: Shot, field: Field) {
    this.put(shot.id, without(this.of(shot.id), [field]));
    void this.save(shot.id);
  }

  /** Saves at once what is not saved; a second call while one is on its way does nothing. */
  async save(shot: string): Promise<void> {
    window.clearTimeout(this.timers.get(shot));
    const draft = this.of(shot);
    if (draft.state === 'saving' || Object.keys(draft.mine).length === 0) return;
    const known = this.known(shot);
    if (known && conflicts(draft, known).length > 0) {
      // A person has to choose first. The question stays where it is, under their pointer.
      this.put(shot, { ...draft, state: 'conflict' });
      return;
    }
    const sent = draft.mine;
    this.put(shot, { ...draft, state: 'saving', error: null });
    try {
      const isMerged = await this.send(shot, sent);
      const now = this.of(shot);
      const done = (Object.keys(sent) as Field[]).filter(
        (field) => now.mine[field] === sent[field],
      );
      const left = without(now, done);
      this.put(shot, { ...left, isMerged });
      if (Object.keys(left.mine).length > 0) this.soon(shot);
    } catch (error) {
      this.put(shot, { ...this.of(shot), state: stateAfter(error), error });
    }
  }

  private async send(id: string, sent: Draft['mine']): Promise<boolean> {
    let isMerged = false;
    for (let attempt = 0; ; attempt++) {
      const shot = this.known(id) ?? (await this.readAgain(id));
      if (conflicts({ ...this.of(id), mine: sent }, shot).length > 0) throw new Conflict();
      try {
        const edited = await acts.editShot(id, shot.version, sent as ShotBody);
        this.remember({ ...shot, ...edited.shot, slots: shot.slots });
        void this.client.invalidateQueries({ queryKey: keys.project(this.project) });
        return isMerged;
      } catch (error) {
        const isLate = error instanceof Problem && error.status === 412;
        if (!isLate || attempt >= MOST_MERGES) throw error;
        isMerged = true;
        await this.readAgain(id);
      }
    }
  }

  private async readAgain(id: string): Promise<Shot> {
    const shot = await acts.readShot(id);
    this.remember(shot);
    return shot;
  }

  private known(id: string): Shot | undefined {
    return this.client
      .getQueryData<Project>(keys.whole(this.project))
      ?.scenes.flatMap((scene) => scene.shots ?? [])
      .find((shot) => shot.id === id);
  }

  private remember(fresh: Shot) {
    this.client.setQueryData<Project>(
      keys.whole(this.project),
      (project) =>
        project && {
          ...project,
          scenes: project.scenes.map((scene) => ({
            ...scene,
            shots: scene.shots?.map((shot) =>
              shot.id === fresh.id ? { ...fresh, slots: fresh.slots ?? shot.slots } : shot,
            ),
          })),
        },
    );
  }

  private soon(shot: string) {
    window.clearTimeout(this.timers.get(shot));
    this.timers.set(
      shot,
      window.setTimeout(() => void this.save(shot), SAVE_AFTER_MILLIS),
    );
  }

  private put(shot: string, draft: Draft) {
    this.kept.set(shot, draft);
    if (Object.keys(draft.mine).length === 0) sessionStorage.removeItem(this.name(shot));
    else sessionStorage.setItem(this.name(shot), JSON.stringify({ ...draft, error: null }));
    this.listeners.forEach((listener) => listener());
  }

  private name(shot: string) {
    return `reelwright.draft.${shot}`;
  }
}

class Conflict extends Error {}

function stateAfter(error: unknown): SaveState {
  if (error instanceof Conflict) return 'conflict';
  if (error instanceof Unreachable) return 'waiting';
  if (error instanceof Problem && error.status === 404) return 'gone';
  return 'failed';
}

function without(draft: Draft, fields: Field[]): Draft {
  const mine = { ...draft.mine };
  const base = { ...draft.base };
  for (const field of fields) {
    delete mine[field];
    delete base[field];
  }
  const isOver = Object.keys(mine).length === 0;
  return { ...draft, mine, base, state: isOver ? 'saved' : 'unsaved', error: null };
}

const desks = new Map<string, Drafts>();

function deskOf(client: QueryClient, project: string): Drafts {
  let desk = desks.get(project);
  if (!desk) {
    desk = new Drafts(client, project);
    desks.set(project, desk);
  }
  return desk;
}

export function useDraft(project: string, shot: Shot) {
  const client = useQueryClient();
  const desk = useMemo(() => deskOf(client, project), [client, project]);
  const draft = useSyncExternalStore(
    desk.follow,
    useCallback(() => desk.of(shot.id), [desk, shot.id]),
  );
  return { desk, draft };
}
