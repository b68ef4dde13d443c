import { Button, Group, Text, Title } from '@mantine/core';
import { useHistory, useRuns } from '../../api/queries';
import type { Project, Run } from '../../api/types';
import { ProblemPanel } from '../../look/problems';
import { StateBadge } from '../../look/State';
import { useWords } from '../../words';

/** What was ordered, when, and how it went; below it everything that happened, in sentences. */
export function History({ project }: { project: Project }) {
  return (
    <>
      <Runs project={project} />
      <Happenings project={project} />
    </>
  );
}

function Happenings({ project }: { project: Project }) {
  const words = useWords();
  const found = useHistory(project.id, words.language);
  const entries = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isError) return <ProblemPanel error={found.error} />;
  if (entries.length === 0) return null;
  return (
    <section aria-label={words.history.all}>
      <Title order={3} size="h5" mt="lg" mb="xs">
        {words.history.all}
      </Title>
      <ol className="happenings">
        {entries.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at} className="dim">
              {words.moment(entry.at)}
            </time>
            <span>{entry.text}</span>
          </li>
        ))}
      </ol>
      {found.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {words.history.older}
        </Button>
      )}
    </section>
  );
}

function Runs({ project }: { project: Project }) {
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
