import { Button, Group, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconTrash } from '../../look/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as acts from '../../api/acts';
import { keys } from '../../api/keys';
import type { ProjectLine } from '../../api/types';
import { Confirm } from '../../look/Confirm';
import { useComplain, useTell } from '../../look/problems';
import { isRunning } from '../../look/State';
import { useWords } from '../../words';

/** What can be done to several films at once. */
export function Batch({ chosen, onDone }: { chosen: ProjectLine[]; onDone: () => void }) {
  const words = useWords();
  const client = useQueryClient();
  const complain = useComplain();
  const tell = useTell();
  const [isAsking, setAsking] = useState(false);
  const each = useMutation({
    // One after the other: a refusal for one says nothing about the rest.
    mutationFn: async (act: (id: string) => Promise<unknown>) => {
      let done = 0;
      for (const line of chosen) {
        try {
          await act(line.id);
          done++;
        } catch (error) {
          complain(error);
        }
      }
      return done;
    },
    onSettled: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: keys.projects });
    },
  });
  return (
    <Group
      className="batch card"
      gap="sm"
      role="region"
      aria-label={words.projects.selected(chosen.length)}
    >
      <Text fw={600} size="sm" mr="auto">
        {words.projects.selected(chosen.length)}
      </Text>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPause size={16} aria-hidden />}
        disabled={!chosen.some((line) => isRunning(line.state))}
        loading={each.isPending}
        onClick={() => each.mutate(acts.stop)}
      >
        {words.projects.stop}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={each.isPending}
        onClick={() => each.mutate(acts.resume)}
      >
        {words.projects.resume}
      </Button>
      <Button
        size="xs"
        variant="light"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        loading={each.isPending}
        onClick={() => setAsking(true)}
      >
        {words.projects.remove}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
        {words.projects.clear}
      </Button>
      <Confirm
        opened={isAsking}
        title={words.projects.removeTitle(chosen.length)}
        text={words.projects.removeText}
        act={words.projects.remove}
        onClose={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          each.mutate(acts.deleteProject, {
            onSuccess: (count) => tell(words.projects.removed(count)),
          });
        }}
      />
    </Group>
  );
}
