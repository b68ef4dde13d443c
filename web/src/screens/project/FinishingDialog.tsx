import { Button, Group, Modal, Select, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import * as acts from '../../api/acts';
import { useAct } from '../../api/queries';
import type { Project } from '../../api/types';
import { ProblemPanel } from '../../look/problems';
import { useWords } from '../../words';

const FADES = [0, 250, 500, 1000, 2000];

/** How the takes become one video. Nothing is made by providers again. */
export function FinishingDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const words = useWords();
  const was = project.settings;
  const [finishing, setFinishing] = useState(was.finishing);
  const [captions, setCaptions] = useState(was.captions);
  const [fade, setFade] = useState(was.crossfadeMillis ?? 0);
  const save = useAct(project.id, () =>
    acts.editProject(project.id, project.version, {
      settings: { captions, crossfadeMillis: fade, finishing },
    }),
  );
  const choose = <K extends keyof typeof finishing>(member: K, value: string | null) => {
    if (value) setFinishing({ ...finishing, [member]: value });
  };
  const options = (names: Record<string, string>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }));
  const fades = FADES.includes(fade) ? FADES : [...FADES, fade].sort((a, b) => a - b);

  return (
    <Modal
      opened
      onClose={onClose}
      title={words.finishing.title}
      size="lg"
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {words.finishing.text}
        </Text>
        <Switch
          label={words.finishing.captions}
          checked={captions}
          onChange={(event) => setCaptions(event.currentTarget.checked)}
        />
        <Select
          label={words.finishing.captionStyle}
          data={options(words.finishing.captionStyles)}
          value={finishing.captionStyle}
          onChange={(value) => choose('captionStyle', value)}
          allowDeselect={false}
          disabled={!captions}
        />
        <Switch
          label={words.finishing.captionTrack}
          description={words.finishing.captionTrackWhy}
          checked={finishing.captionTrack}
          onChange={(event) =>
            setFinishing({ ...finishing, captionTrack: event.currentTarget.checked })
          }
        />
        <Select
          label={words.finishing.crossfade}
          data={fades.map((millis) => ({
            value: String(millis),
            label: millis === 0 ? words.finishing.hardCuts : words.finishing.fade(millis / 1000),
          }))}
          value={String(fade)}
          onChange={(value) => value && setFade(Number(value))}
          allowDeselect={false}
        />
        <Select
          label={words.finishing.fit}
          data={options(words.finishing.fits)}
          value={finishing.fit}
          onChange={(value) => choose('fit', value)}
          allowDeselect={false}
        />
        <Select
          label={words.finishing.longSpeech}
          data={options(words.finishing.longSpeeches)}
          value={finishing.longSpeech}
          onChange={(value) => choose('longSpeech', value)}
          allowDeselect={false}
        />
        <Group grow align="flex-start">
          <Select
            label={words.finishing.quality}
            data={options(words.finishing.qualities)}
            value={finishing.quality}
            onChange={(value) => choose('quality', value)}
            allowDeselect={false}
          />
          <Select
            label={words.finishing.codec}
            data={options(words.finishing.codecs)}
            value={finishing.codec}
            onChange={(value) => choose('codec', value)}
            allowDeselect={false}
          />
        </Group>
        {save.error !== null && <ProblemPanel error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button
            loading={save.isPending}
            onClick={() => save.mutate(undefined, { onSuccess: onClose })}
          >
            {words.common.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
