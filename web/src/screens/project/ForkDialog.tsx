import {
  Button,
  Checkbox,
  Group,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import * as acts from '../../api/acts';
import { keys } from '../../api/keys';
import { useAct } from '../../api/queries';
import type { ForkBody, ForkPreview, Project, Role } from '../../api/types';
import { ProblemPanel } from '../../look/problems';
import { addresses } from '../../shell/addresses';
import { useWords } from '../../words';
import { placed, posterOf } from './film';

type Choice = 'keep' | 'anew' | 'without';
const SAME = 'same';

/** A new film of this one: what is kept, what is made and what is paid is seen before. */
export function ForkDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const words = useWords();
  const [, go] = useLocation();
  const client = useQueryClient();
  const film = useMemo(() => placed(project), [project]);
  const [title, setTitle] = useState(words.fork.nameOf(project.title || words.common.untitled));
  const [voice, setVoice] = useState(project.settings.voice);
  const [captions, setCaptions] = useState(project.settings.captions);
  const [music, setMusic] = useState(project.settings.music);
  const [style, setStyle] = useState(SAME);
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [isStarted, setStarted] = useState(true);
  const once = useRef(acts.freshName());

  const body = useMemo<ForkBody>(() => {
    const was = project.settings;
    const chosen = (choice: Choice) => film.filter(({ shot }) => choices[shot.id] === choice);
    return {
      project: {
        title,
        style: style === SAME ? undefined : style,
        settings: {
          voice: voice === was.voice ? undefined : voice,
          captions: captions === was.captions ? undefined : captions,
          music: music === was.music ? undefined : music,
        },
      },
      without: chosen('without').map(({ shot }) => shot.id),
      redo: chosen('anew').flatMap(({ shot }) =>
        (shot.slots ?? [])
          .filter((slot) => slot.role !== 'narration')
          .map((slot) => ({ shot: shot.id, role: slot.role, candidate: slot.candidate })),
      ),
      start: isStarted ? 'film' : 'nothing',
    };
  }, [project.settings, film, choices, title, style, voice, captions, music, isStarted]);
  const [asked] = useDebouncedValue(body, 250);
  const preview = useQuery({
    queryKey: [...keys.project(project.id), 'fork', asked],
    queryFn: ({ signal }) => acts.previewFork(project.id, asked, signal),
    placeholderData: keepPreviousData,
  });
  const fork = useAct(project.id, () => acts.fork(project.id, body, once.current));

  return (
    <Modal
      opened
      onClose={onClose}
      title={words.fork.title}
      size="xl"
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {words.fork.text}
        </Text>
        <TextInput
          label={words.fork.name}
          value={title}
          data-autofocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Group gap="lg" align="flex-end">
          <Select
            label={words.fork.style}
            value={style}
            onChange={(value) => setStyle(value ?? SAME)}
            allowDeselect={false}
            data={[
              { value: SAME, label: words.fork.same },
              ...Object.entries(words.create.styles).map(([value, label]) => ({ value, label })),
            ]}
            w={190}
          />
          <Group gap="md" pb={8}>
            <Checkbox
              label={words.fork.voice}
              checked={voice}
              onChange={(e) => setVoice(e.currentTarget.checked)}
            />
            <Checkbox
              label={words.fork.captions}
              checked={captions}
              onChange={(e) => setCaptions(e.currentTarget.checked)}
            />
            <Checkbox
              label={words.fork.music}
              checked={music}
              onChange={(e) => setMusic(e.currentTarget.checked)}
            />
          </Group>
        </Group>
        {film.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {words.fork.shots}
            </Text>
            <Text size="sm" c="dimmed" mb={6}>
              {words.fork.shotsText}
            </Text>
            <div className="forkShotsBox" tabIndex={0} role="region" aria-label={words.fork.shots}>
              <ul className="forkShots">
                {film.map(({ shot, number }) => {
                  const poster = posterOf(shot);
                  return (
                    <li key={shot.id} data-choice={choices[shot.id] ?? 'keep'}>
                      {poster ? (
                        <img src={poster} alt="" loading="lazy" />
                      ) : (
                        <span className="noPoster" />
                      )}
                      <span className="clip1 grow">
                        <span className="mono dim">{number}</span> {shot.texts.description}
                      </span>
                      <SegmentedControl
                        size="xs"
                        aria-label={words.project.shot(number)}
                        value={choices[shot.id] ?? 'keep'}
                        onChange={(value) => setChoices({ ...choices, [shot.id]: value as Choice })}
                        data={[
                          { value: 'keep', label: words.fork.keep },
                          { value: 'anew', label: words.fork.anew },
                          { value: 'without', label: words.fork.without },
                        ]}
                      />
                    </li>
                  );
                })}
              </ul>
            </div>
          </div>
        )}
        {preview.isError && <ProblemPanel error={preview.error} />}
        {preview.data && <Picture preview={preview.data} />}
        <Group justify="space-between">
          <Checkbox
            label={words.fork.startNow}
            checked={isStarted}
            onChange={(event) => setStarted(event.currentTarget.checked)}
          />
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {words.common.cancel}
            </Button>
            <Button
              loading={fork.isPending}
              onClick={() =>
                fork.mutate(undefined, {
                  onSuccess: (made) => {
                    onClose();
                    void client.invalidateQueries({ queryKey: keys.projects });
                    go(addresses.project(made.id));
                  },
                })
              }
            >
              {words.fork.go}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}

const ROLES: Role[] = ['start_frame', 'end_frame', 'image', 'clip', 'narration', 'music', 'cut'];

/** What is kept and what is made, part by part. */
function Picture({ preview }: { preview: ForkPreview }) {
  const words = useWords();
  const rows = ROLES.map((role) => ({
    role,
    kept: preview.kept[role] ?? 0,
    made: preview.made[role] ?? 0,
  })).filter((row) => row.kept + row.made > 0);
  const most = Math.max(1, ...rows.map((row) => row.kept + row.made));
  const sum = (of: 'kept' | 'made') => rows.reduce((total, row) => total + row[of], 0);
  return (
    <figure className="forkPicture" aria-label={words.fork.picture}>
      {rows.map((row) => (
        <div key={row.role} className="forkRow">
          <span>{words.roleMany[row.role]}</span>
          <span className="forkBar" aria-hidden>
            <i className="kept" style={{ width: `${(100 * row.kept) / most}%` }} />
            <i className="made" style={{ width: `${(100 * row.made) / most}%` }} />
          </span>
          <span className="mono dim">
            {row.kept > 0 && `${words.fork.kept} ${row.kept}`}
            {row.kept > 0 && row.made > 0 && ' · '}
            {row.made > 0 && `${words.fork.made} ${row.made}`}
          </span>
        </div>
      ))}
      <figcaption>
        <strong>{words.fork.keptText(sum('kept'))}</strong>, {words.fork.madeText(sum('made'))},{' '}
        {words.sums(preview.paid.totals)}
      </figcaption>
    </figure>
  );
}
