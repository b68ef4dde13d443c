import { Group, Text } from '@mantine/core';
import { useRuns } from '../../api/queries';
import type { Project, Run } from '../../api/types';
import { ProblemPanel } from '../../look/problems';
import { StateBadge } from '../../look/State';
import { useWords } from '../../words';

/** What was ordered, when, and how it went. */
export function History({ project }: { project: Project }) {
  const words = useWords();
  const found = useRuns(project.id);
  if (found.isError) return <ProblemPanel error={found.error} />;
  const runs = found.data?.items ?? [];
  if (found.isSuccess && runs.length === 0) return <Text c="dimmed">{words.history.none}</Text>;
  return (
    <ol className="history">
      {runs.map((run) => (
        <Entry key={run.id} run={run} />
      ))}
    </ol>
  );
}

function Entry({ run }: { run: Run }) {
  const words = useWords();
  const counts = Object.values(run.steps ?? {});
  const all = counts.reduce((sum, count) => sum + count, 0);
  const began = run.startedAt ?? run.createdAt;
  return (
    <li className="card pad">
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{words.history.goal[run.goal] ?? run.goal}</Text>
        <StateBadge state={run.state} blockedOn={run.blockedOn} />
      </Group>
      <Text size="sm" c="dimmed">
        <time dateTime={run.createdAt}>{words.moment(run.createdAt)}</time>
        {run.endedAt &&
          ` · ${words.history.took(words.seconds(Date.parse(run.endedAt) - Date.parse(began)))}`}
        {all > 0 && ` · ${words.history.steps(run.steps?.['done'] ?? 0, all)}`}
      </Text>
      {run.error && (
        <Text size="sm" c="red" mt={4}>
          {run.error.message}
        </Text>
      )}
    </li>
  );
}
