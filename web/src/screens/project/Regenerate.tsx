import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import * as acts from '../../api/acts';
import { useAct } from '../../api/queries';
import type { Project, Role } from '../../api/types';
import { useWords } from '../../words';
import type { Placed } from './film';

type Part = 'clip' | 'frames' | 'narration';
const ROLES: Record<Part, Role[]> = {
  clip: ['clip'],
  frames: ['start_frame', 'end_frame', 'clip'],
  narration: ['narration'],
};

/** Makes one part of a shot again, after a word on what should be different. */
export function Regenerate({
  project,
  current,
  onClose,
}: {
  project: Project;
  current: Placed;
  onClose: () => void;
}) {
  const words = useWords();
  const [part, setPart] = useState<Part>('clip');
  const [note, setNote] = useState('');
  const { shot } = current;
  const hasNarration = shot.slots?.some((slot) => slot.role === 'narration') ?? false;
  const redo = useAct(project.id, async () => {
    const slots = ROLES[part]
      .filter((role) => shot.slots?.some((slot) => slot.role === role))
      .map((role) => ({ shot: shot.id, role }));
    return acts.redo(project.id, {
      slots: [...slots, { role: 'cut' }],
      note: note.trim() || undefined,
      vary: true,
    });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.shot.regenerateTitle(current.number)}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          redo.mutate(undefined, { onSuccess: onClose });
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label={words.shot.regenerateWhat}
            value={part}
            onChange={(v) => setPart(v as Part)}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="clip" label={words.shot.regenerateClip} />
              <Radio value="frames" label={words.shot.regenerateFrames} />
              {hasNarration && <Radio value="narration" label={words.shot.regenerateNarration} />}
            </Stack>
          </Radio.Group>
          {part !== 'narration' && (
            <Textarea
              label={words.shot.note}
              description={words.shot.noteWhere}
              placeholder={words.shot.noteHint}
              autosize
              minRows={2}
              data-autofocus
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
                  event.preventDefault();
                  event.currentTarget.form?.requestSubmit();
                }
              }}
            />
          )}
          <Text size="sm" c="dimmed">
            {words.shot.regenerateOnly}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.common.cancel}
            </Button>
            <Button type="submit" loading={redo.isPending}>
              {words.shot.regenerateGo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
