import * as acts from '../../api/acts';
import { useAct, useGuess } from '../../api/queries';
import type { Project, Scene, Shot } from '../../api/types';
import type { Placed } from './film';

type Move = { shot: Shot; scene: string; position: number };

/** What can be done with a shot as a whole. Moves and removals are shown before the server answers. */
export function useShotActs(project: Project, film: Placed[], onSelect: (shot: string) => void) {
  const guess = useGuess(project.id);
  const create = useAct(project.id, ({ scene, position }: { scene: string; position: number }) =>
    acts.createShot(scene, { position }),
  );
  const copy = useAct(project.id, acts.duplicateShot);
  const remove = useAct(project.id, acts.deleteShot);
  const place = useAct(project.id, ({ shot, scene, position }: Move) =>
    acts.editShot(shot.id, '*', { scene, position }),
  );
  return {
    insert: (beside: Placed, offset: 0 | 1) =>
      create.mutate(
        { scene: beside.scene, position: beside.positionInScene + offset },
        { onSuccess: (made) => onSelect(made.shot.id) },
      ),
    duplicate: (placed: Placed) =>
      copy.mutate(placed.shot.id, { onSuccess: (made) => onSelect(made.shot.id) }),
    remove: (placed: Placed) => {
      const next = film[placed.number] ?? film[placed.number - 2];
      remove.mutate(placed.shot.id, {
        onSuccess: () => {
          if (next) onSelect(next.shot.id);
        },
      });
    },
    /** To the place that another shot has now. */
    move: (from: number, to: number) => {
      const moved = film[from];
      const target = film[to];
      if (!moved || !target) return;
      const move = { shot: moved.shot, scene: target.scene, position: target.positionInScene };
      guess.project((before) => ({ ...before, scenes: moveIn(before.scenes, move) }));
      place.mutate(move);
    },
  };
}

function moveIn(scenes: Scene[], move: Move): Scene[] {
  return scenes.map((scene) => {
    const shots = (scene.shots ?? []).filter((shot) => shot.id !== move.shot.id);
    if (scene.id === move.scene) shots.splice(move.position, 0, move.shot);
    return { ...scene, shots };
  });
}
