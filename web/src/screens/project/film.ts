import type { Project, Role, Shot, Slot, Take } from '../../api/types';

/** A shot with its place in the film. */
export type Placed = {
  shot: Shot;
  number: number;
  scene: string;
  sceneName: string;
  beginsScene: boolean;
  positionInScene: number;
};

/** What a card says about its shot, the most urgent first. */
export type Condition = 'failed' | 'working' | 'waiting' | 'stale' | 'empty' | 'filled';

export function placed(project: Project): Placed[] {
  const film: Placed[] = [];
  for (const scene of project.scenes) {
    scene.shots?.forEach((shot, index) => {
      film.push({
        shot,
        number: film.length + 1,
        scene: scene.id,
        sceneName: scene.name,
        beginsScene: index === 0,
        positionInScene: index,
      });
    });
  }
  return film;
}

/** A slot that was filled once and is empty now was emptied by an act. */
export const isStale = (slot: Slot) => slot.state === 'empty' && slot.generation > 0;

export function condition(shot: Shot): Condition {
  const slots = shot.slots ?? [];
  if (slots.some((slot) => slot.state === 'failed')) return 'failed';
  if (slots.some((slot) => slot.state === 'working')) return 'working';
  if (slots.some((slot) => slot.state === 'waiting')) return 'waiting';
  if (slots.some(isStale)) return 'stale';
  return slots.some((slot) => slot.state === 'empty') ? 'empty' : 'filled';
}

export const takeOf = (slots: Slot[] | undefined, role: Role): Take | null =>
  slots?.find((slot) => slot.role === role)?.take ?? null;

/** The picture that stands for a shot. */
export const posterOf = (shot: Shot): string | null =>
  (takeOf(shot.slots, 'start_frame') ?? takeOf(shot.slots, 'image'))?.url ?? null;

export function emptySlots(project: Project): Slot[] {
  const slots = [...project.slots];
  for (const { shot } of placed(project)) slots.push(...(shot.slots ?? []));
  return slots.filter((slot) => slot.state === 'empty' || slot.state === 'failed');
}

/** A storyboard that was ordered alone waits for a yes as well. */
export const awaitsApproval = (project: Project): boolean =>
  project.state === 'waiting_for_approval' ||
  (project.run?.goal === 'plan' && project.run.state === 'done');

export function framesPerSecond(fps: string): number {
  const [numerator, denominator] = fps.split('/').map(Number);
  return (numerator ?? 24) / (denominator ?? 1);
}

/** `0:04:12`, the last number being frames. */
export function timecode(seconds: number, fps: number): string {
  const frames = Math.max(0, Math.floor(seconds * fps + 1e-6));
  const whole = Math.floor(frames / fps);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(whole / 60)}:${two(whole % 60)}:${two(frames - Math.floor(whole * fps))}`;
}

/** Whether anything in the film was only drawn as a preview. */
export const isAnimatic = (project: Project): boolean =>
  placed(project).some(({ shot }) => takeOf(shot.slots, 'clip')?.provider === 'builtin');
