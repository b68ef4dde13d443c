import { Button, Group, NumberInput, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as acts from '../../api/acts';
import { keys } from '../../api/keys';
import type { LaneBody } from '../../api/types';
import { ProblemPanel, useComplain } from '../../look/problems';
import { useWords } from '../../words';

/** How much is done at the same time, lane by lane. */
export function Lanes() {
  const words = useWords();
  const client = useQueryClient();
  const complain = useComplain();
  const found = useQuery({
    queryKey: keys.lanes,
    queryFn: ({ signal }) => acts.listLanes(signal),
    refetchInterval: 10_000,
  });
  const configure = useMutation({
    mutationFn: ({ lane, patch }: { lane: string; patch: LaneBody }) =>
      acts.configureLane(lane, patch),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: keys.lanes }),
  });
  return (
    <section className="card pad">
      <Title order={2} size="h4">
        {words.settings.lanes}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {words.settings.lanesText}
      </Text>
      {found.isError && <ProblemPanel error={found.error} />}
      {found.data?.map((lane) => (
        <Group key={lane.id} className="settingLine" justify="space-between">
          <div>
            <Text fw={600}>{lane.id}</Text>
            <Text size="sm" c="dimmed" className="mono">
              {lane.paused ? `${words.settings.lanePaused} · ` : ''}
              {words.settings.laneWorking(lane.working)} ·{' '}
              {words.settings.laneWaiting(lane.waiting)}
            </Text>
          </div>
          <Group gap="sm" align="flex-end">
            <NumberInput
              label={words.settings.laneCapacity}
              aria-label={`${words.settings.laneCapacity}: ${lane.id}`}
              size="xs"
              w={90}
              min={0}
              max={1000}
              value={lane.capacity}
              onBlur={(event) => {
                const capacity = Number(event.currentTarget.value);
                if (Number.isInteger(capacity) && capacity !== lane.capacity) {
                  configure.mutate({ lane: lane.id, patch: { capacity } });
                }
              }}
            />
            <Button
              size="xs"
              variant="default"
              onClick={() => configure.mutate({ lane: lane.id, patch: { paused: !lane.paused } })}
            >
              {lane.paused ? words.settings.laneResume : words.settings.lanePause}
            </Button>
          </Group>
        </Group>
      ))}
    </section>
  );
}
