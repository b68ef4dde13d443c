import { Progress, Stack, Text } from '@mantine/core';
import { useProgress } from '../../api/live';
import type { Project, Role } from '../../api/types';
import { isRunning } from '../../look/State';
import { useWords } from '../../words';
import type { Placed } from './film';

const MOST_ROWS = 6;
type Row = { key: string; label: string; fraction: number | null };

/** What is being made now, step by step, and how much of the whole is there. */
export function Live({ project, film }: { project: Project; film: Placed[] }) {
  const words = useWords();
  const rows = useRows(project, film);
  const { slots, filled } = project.progress;
  const share = slots === 0 ? 0 : (100 * filled) / slots;
  return (
    <Stack gap="md" h="100%">
      <div>
        <Text fw={650} size="sm" component="h2" m={0} mb={8}>
          {words.project.live}
        </Text>
        <Progress.Root size="lg" aria-hidden>
          <Progress.Section value={share} color="tungsten" />
        </Progress.Root>
        <Text size="sm" c="dimmed" mt={6} className="mono" role="status">
          {words.project.progress(filled, slots)}
        </Text>
      </div>
      {rows.length > 0 ? (
        <ul className="steps">
          {rows.slice(0, MOST_ROWS).map((row) => (
            <li key={row.key}>
              <div className="stepName">
                <span className="clip1">{row.label}</span>
                <span className="dim mono">
                  {row.fraction === null
                    ? words.slot.working
                    : `${Math.round(row.fraction * 100)} %`}
                </span>
              </div>
              <Progress
                value={row.fraction === null ? 100 : row.fraction * 100}
                size="xs"
                animated={row.fraction === null}
                striped={row.fraction === null}
                aria-label={row.label}
              />
            </li>
          ))}
        </ul>
      ) : (
        !isRunning(project.state) && (
          <Text size="sm" c="dimmed">
            {words.project.idle}
          </Text>
        )
      )}
      {project.brief.prompt && (
        <div className="brief">
          <Text fw={650} size="sm" component="h2" m={0} mb={4}>
            {words.project.prompt}
          </Text>
          <Text size="sm" c="dimmed">
            {project.brief.prompt}
          </Text>
        </div>
      )}
    </Stack>
  );
}

function useRows(project: Project, film: Placed[]): Row[] {
  const words = useWords();
  const told = [...useProgress().values()];
  const name = (number: number, role: Role, work?: string) =>
    work === 'plan'
      ? (words.kind['plan'] ?? '')
      : number > 0
        ? `${words.project.shot(number)} · ${words.role[role]}`
        : words.role[role];
  const rows = told.map((step) => ({
    key: step.step,
    label: name(
      step.role === 'cut' || step.role === 'music' ? 0 : step.shot,
      step.role as Role,
      step.work,
    ),
    fraction: step.fraction,
  }));
  const known = new Set(rows.map((row) => row.label));
  const silent: Row[] = [];
  const gather = (slots: Project['slots'], number: number) => {
    for (const slot of slots) {
      const label = name(number, slot.role);
      if (slot.state === 'working' && !known.has(label)) {
        silent.push({ key: label, label, fraction: null });
      }
    }
  };
  for (const each of film) gather(each.shot.slots ?? [], each.number);
  gather(project.slots, 0);
  if (project.state === 'planning' && rows.length === 0) {
    silent.push({ key: 'plan', label: words.kind['plan'] ?? '', fraction: null });
  }
  return [...rows, ...silent];
}
