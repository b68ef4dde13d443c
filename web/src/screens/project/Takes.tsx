import {
  ActionIcon,
  Button,
  FileButton,
  Group,
  SegmentedControl,
  Text,
  Tooltip,
} from '@mantine/core';
import {
  IconCheck,
  IconLock,
  IconLockOpen,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconUpload,
} from '../../look/icons';
import { useRef, useState } from 'react';
import * as acts from '../../api/acts';
import { useAct, useGuess, useTakes } from '../../api/queries';
import type { Project, Role, Take } from '../../api/types';
import { ProblemPanel, useTell } from '../../look/problems';
import { useCommands } from '../../shell/commands';
import { useWords } from '../../words';
import { posterOf, type Placed } from './film';

const ORDER: Role[] = ['clip', 'start_frame', 'end_frame', 'image', 'narration'];
const ACCEPTED: Partial<Record<Role, string>> = {
  clip: 'video/*',
  start_frame: 'image/*',
  end_frame: 'image/*',
  image: 'image/*',
  narration: 'audio/*',
};

/** All takes of a part of the shot, side by side; one key puts one of them into the film. */
export function Takes({ project, current }: { project: Project; current: Placed }) {
  const words = useWords();
  const tell = useTell();
  const { shot } = current;
  const found = useTakes(project.id, shot.id);
  const guess = useGuess(project.id);
  const roles = ORDER.filter(
    (role) =>
      shot.slots?.some((slot) => slot.role === role) ||
      found.data?.some((take) => take.role === role),
  );
  const [wanted, setWanted] = useState<Role>('clip');
  const role = roles.includes(wanted) ? wanted : (roles[0] ?? 'clip');
  const takes = (found.data ?? []).filter((take) => take.role === role);
  const chosen = takes.find((take) => take.selected);
  const together = useTogether();

  const select = useAct(project.id, (take: Take) => acts.selectTake(take.id, false));
  const lock = useAct(project.id, (take: Take) => acts.lockTake(take.id, !take.locked));
  const bring = useAct(project.id, (file: File) => acts.bringTake(shot.id, role, file));

  function choose(take: Take | undefined) {
    if (!take || take.selected || select.isPending) return;
    guess.takes(shot.id, (all) =>
      all.map((each) =>
        each.role === take.role && each.candidate === take.candidate
          ? { ...each, selected: each.id === take.id }
          : each,
      ),
    );
    select.mutate(take, {
      onSuccess: () => tell(words.takes.chosen(takes.indexOf(take) + 1)),
    });
  }

  const group = words.takes.title;
  useCommands([
    ...Array.from({ length: 9 }, (_, index) => ({
      id: `take-${index + 1}`,
      group,
      label: words.takes.number(index + 1),
      keys: String(index + 1),
      run: () => choose(takes[index]),
      hidden: true,
    })),
    {
      id: 'take-lock',
      group,
      label: chosen?.locked ? words.shot.unlock : words.shot.lock,
      keys: 'shift+l',
      run: () => chosen && lock.mutate(chosen),
      icon: <IconLock size={18} />,
    },
    {
      id: 'take-play',
      group,
      label: words.takes.playAll,
      keys: 'p',
      run: together.toggle,
      icon: <IconPlayerPlayFilled size={18} />,
    },
  ]);

  return (
    <section className="card pad" aria-label={words.takes.title}>
      <Group justify="space-between" mb="sm" gap="sm">
        <Text fw={650} component="h2" m={0}>
          {words.takes.title}
        </Text>
        <Group gap="xs">
          {role === 'clip' && takes.length > 1 && (
            <Button
              size="xs"
              variant="default"
              leftSection={
                together.isPlaying ? (
                  <IconPlayerPauseFilled size={15} aria-hidden />
                ) : (
                  <IconPlayerPlayFilled size={15} aria-hidden />
                )
              }
              onClick={together.toggle}
            >
              {together.isPlaying ? words.takes.pauseAll : words.takes.playAll}
            </Button>
          )}
          <FileButton
            accept={ACCEPTED[role]}
            onChange={(file) =>
              file && bring.mutate(file, { onSuccess: () => tell(words.takes.brought) })
            }
          >
            {(props) => (
              <Button
                {...props}
                size="xs"
                variant="default"
                loading={bring.isPending}
                leftSection={<IconUpload size={15} aria-hidden />}
              >
                {words.takes.bring}
              </Button>
            )}
          </FileButton>
        </Group>
      </Group>
      {roles.length > 1 && (
        <div className="scrollX">
          <SegmentedControl
            size="xs"
            mb="sm"
            aria-label={words.takes.role}
            value={role}
            onChange={(value) => setWanted(value as Role)}
            data={roles.map((value) => ({ value, label: words.role[value] }))}
          />
        </div>
      )}
      {found.isError && <ProblemPanel error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && takes.length === 0 && (
        <Text c="dimmed" size="sm">
          {words.takes.none}
        </Text>
      )}
      <ul className="takes" ref={together.box}>
        {takes.map((take, index) => (
          <TakeCard
            key={take.id}
            take={take}
            poster={posterOf(shot)}
            number={index + 1}
            onChoose={() => choose(take)}
            onLock={() => lock.mutate(take)}
          />
        ))}
      </ul>
      {takes.length > 1 && (
        <Text size="xs" c="dimmed" mt="sm">
          {words.takes.keys}
        </Text>
      )}
    </section>
  );
}

function TakeCard({
  take,
  poster,
  number,
  onChoose,
  onLock,
}: {
  take: Take;
  poster: string | null;
  number: number;
  onChoose: () => void;
  onLock: () => void;
}) {
  const words = useWords();
  const label = words.takes.number(number);
  return (
    <li className="take" data-selected={take.selected || undefined}>
      <div className="takePicture">
        {take.role === 'clip' ? (
          <video
            src={take.url}
            poster={poster ?? undefined}
            preload="metadata"
            muted
            playsInline
            controls
            aria-label={label}
          />
        ) : take.role === 'narration' ? (
          <audio src={take.url} controls preload="metadata" aria-label={label} />
        ) : (
          <img src={take.url} alt={label} loading="lazy" />
        )}
      </div>
      <div className="takeFacts">
        <span>
          <strong>{label}</strong>{' '}
          <span className="dim">
            {words.takes.origin[take.origin] ?? take.origin}, {words.ago(take.createdAt)}
          </span>
        </span>
        <span
          className="dim clip1"
          title={take.seed === null ? undefined : words.takes.seed(take.seed)}
        >
          {take.provider === 'builtin' ? words.animatic : `${take.provider} ${take.model}`}
        </span>
      </div>
      <Group gap="xs" wrap="nowrap">
        {take.selected ? (
          <span className="inFilm">
            <IconCheck size={15} aria-hidden /> {words.takes.selected}
          </span>
        ) : (
          <Button
            size="xs"
            variant="light"
            onClick={onChoose}
            title={words.takes.selectKey(number)}
          >
            {words.takes.select} <kbd className="takeKey">{number}</kbd>
          </Button>
        )}
        {take.selected && (
          <Tooltip label={take.locked ? words.shot.unlock : words.shot.lock}>
            <ActionIcon
              variant={take.locked ? 'light' : 'subtle'}
              color={take.locked ? undefined : 'gray'}
              className={take.locked ? undefined : 'control'}
              ml="auto"
              aria-label={take.locked ? words.shot.unlock : words.shot.lock}
              aria-pressed={take.locked}
              onClick={onLock}
            >
              {take.locked ? (
                <IconLock size={17} aria-hidden />
              ) : (
                <IconLockOpen size={17} aria-hidden />
              )}
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
    </li>
  );
}

/** Plays all videos of a list from their beginning, in step. */
function useTogether() {
  const box = useRef<HTMLUListElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const videos = () => [...(box.current?.querySelectorAll('video') ?? [])];
  return {
    box,
    isPlaying,
    toggle: () => {
      if (isPlaying) {
        videos().forEach((video) => video.pause());
        setPlaying(false);
        return;
      }
      const all = videos();
      if (all.length === 0) return;
      for (const video of all) video.currentTime = 0;
      setPlaying(true);
      // The longest one says when it is over.
      const longest = all.reduce((a, b) => (b.duration > a.duration ? b : a));
      longest.addEventListener('ended', () => setPlaying(false), { once: true });
      void Promise.allSettled(all.map((video) => video.play()));
    },
  };
}
