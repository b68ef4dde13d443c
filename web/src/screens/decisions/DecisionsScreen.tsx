import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import * as acts from '../../api/acts';
import { keys } from '../../api/keys';
import { useBlockedProjects, useDecisions } from '../../api/queries';
import { CostChart } from '../../look/CostChart';
import { ProblemPanel } from '../../look/problems';
import { StateBadge } from '../../look/State';
import { FollowAll } from '../../shell/Shell';
import { addresses } from '../../shell/addresses';
import { useWords } from '../../words';
import { Budgets } from './Budgets';
import { Questions } from './Questions';

const PERIODS = [1, 7, 30, 90];

/** What waits for a person, what may be spent, and where the money went. */
export default function DecisionsScreen() {
  const words = useWords();
  const questions = useDecisions();
  const blocked = useBlockedProjects();
  useDocumentTitle(`${words.decisions.title} · ${words.product}`);
  const waiting = blocked.data?.items ?? [];
  const isQuiet = questions.data?.length === 0 && blocked.isSuccess && waiting.length === 0;
  return (
    <Stack gap="xl" maw={980} mx="auto">
      <FollowAll />
      <Title order={1} size="h2">
        {words.decisions.title}
      </Title>
      {questions.isError && <ProblemPanel error={questions.error} />}
      {isQuiet && (
        <div className="card pad">
          <Text fw={600}>{words.decisions.none}</Text>
          <Text size="sm" c="dimmed">
            {words.decisions.noneText}
          </Text>
        </div>
      )}
      {questions.data && questions.data.length > 0 && <Questions questions={questions.data} />}
      {waiting.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="sm">
            {words.decisions.blockedRuns}
          </Title>
          <Stack gap="sm">
            {waiting.map((line) => (
              <Group key={line.id} className="card pad waitingFilm" justify="space-between">
                <div className="grow">
                  <Text fw={600}>{line.title || words.common.untitled}</Text>
                  <Text size="sm" c="dimmed">
                    {line.blockedOn && words.blockedWhy[line.blockedOn]}
                  </Text>
                </div>
                <Group gap="sm">
                  <StateBadge state={line.state} blockedOn={line.blockedOn} />
                  <Button
                    component={Link}
                    href={addresses.project(line.id)}
                    size="xs"
                    variant="light"
                  >
                    {words.decisions.openFilm}
                  </Button>
                </Group>
              </Group>
            ))}
          </Stack>
        </section>
      )}
      <Budgets />
      <Spending />
    </Stack>
  );
}

function Spending() {
  const words = useWords();
  const [days, setDays] = useState(30);
  const spent = useQuery({
    queryKey: keys.spent(days),
    queryFn: ({ signal }) => acts.readSpent(days, signal),
    placeholderData: (before) => before,
  });
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {words.decisions.spent}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={words.decisions.period}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          data={PERIODS.map((each) => ({ value: String(each), label: words.decisions.days(each) }))}
        />
      </Group>
      <div className="card pad">
        {spent.isError ? (
          <ProblemPanel error={spent.error} />
        ) : (
          <CostChart lines={spent.data?.lines ?? []} />
        )}
      </div>
    </section>
  );
}
