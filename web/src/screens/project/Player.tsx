import { ActionIcon, Group, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconMaximize,
  IconMovie,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconVolume,
  IconVolumeOff,
} from '../../look/icons';
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { Project } from '../../api/types';
import { useCommands } from '../../shell/commands';
import { useWords } from '../../words';
import { framesPerSecond, posterOf, takeOf, timecode, type Placed } from './film';
import { useTransport } from './transport';

export type PlayerHandle = {
  /** Goes to where a shot begins, or shows it alone where there is no film. */
  showShot: (shot: string) => void;
};

/** The film, frame by frame where one wants it; one shot alone as long as there is no film. */
export function Player({
  ref,
  project,
  film,
  current,
  onSelect,
}: {
  ref: Ref<PlayerHandle>;
  project: Project;
  film: Placed[];
  current: Placed | undefined;
  onSelect: (shot: string) => void;
}) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [source, setSource] = useState<'film' | 'shot'>('film');
  const clip = current ? takeOf(current.shot.slots, 'clip') : null;
  const isFilm = project.film !== null && (source === 'film' || clip === null);
  const address = isFilm ? project.film?.url : clip?.url;
  const poster = current ? posterOf(current.shot) : null;
  const fps = framesPerSecond(project.settings.fps);
  const transport = useTransport(video, fps, address);

  useImperativeHandle(ref, () => ({
    showShot: (shot) => {
      const at = film.find((each) => each.shot.id === shot);
      // A little into the first frame, so that rounding does not show the one before.
      if (at && isFilm) transport.seek(at.shot.startMillis / 1000 + 0.5 / fps);
    },
  }));

  function toShot(step: 1 | -1) {
    const index = current ? film.indexOf(current) : -1;
    const next = film[index + step];
    if (!next) return;
    onSelect(next.shot.id);
    if (isFilm) transport.seek(next.shot.startMillis / 1000 + 0.5 / fps);
  }

  const group = words.project.player;
  const hidden = true;
  useCommands([
    { id: 'play', group, label: words.player.play, keys: 'space,k', run: transport.toggle, hidden },
    {
      id: 'shuttle-back',
      group,
      label: words.help.backFast,
      keys: 'j',
      run: () => transport.shuttle(-1),
      hidden,
    },
    {
      id: 'shuttle-on',
      group,
      label: words.help.forwardFast,
      keys: 'l',
      run: () => transport.shuttle(1),
      hidden,
    },
    {
      id: 'frame-back',
      group,
      label: words.player.back,
      keys: 'arrowleft',
      run: () => transport.step(-1),
      hidden,
    },
    {
      id: 'frame-on',
      group,
      label: words.player.forward,
      keys: 'arrowright',
      run: () => transport.step(1),
      hidden,
    },
    {
      id: 'second-back',
      group,
      label: words.help.second,
      keys: 'shift+arrowleft',
      run: () => transport.step(-fps),
      hidden,
    },
    {
      id: 'second-on',
      group,
      label: words.help.second,
      keys: 'shift+arrowright',
      run: () => transport.step(fps),
      hidden,
    },
    {
      id: 'shot-back',
      group,
      label: words.player.previousShot,
      keys: '[',
      run: () => toShot(-1),
      hidden,
    },
    { id: 'shot-on', group, label: words.player.nextShot, keys: ']', run: () => toShot(1), hidden },
  ]);

  const { width, height } = project.settings;
  return (
    <section className="player card" aria-label={words.project.player} ref={box}>
      <div className="screen" data-tall={height > width || undefined}>
        {address ? (
          <video
            ref={video}
            src={address}
            poster={poster ?? undefined}
            preload="auto"
            playsInline
            onClick={transport.toggle}
            aria-label={isFilm ? words.project.film : words.project.shot(current?.number ?? 1)}
          />
        ) : poster ? (
          <img src={poster} alt={current?.shot.texts.description ?? ''} />
        ) : (
          <div className="noFilm">
            <IconMovie size={44} stroke={1.2} aria-hidden />
            <strong>{words.project.noFilm}</strong>
            <span>
              {project.state === 'draft' ? words.project.noFilmDraft : words.project.noFilmText}
            </span>
          </div>
        )}
        {!isFilm && address && current && (
          <span className="screenNote">{words.project.shot(current.number)}</span>
        )}
      </div>
      <div className="controls">
        <Seek
          project={project}
          film={isFilm ? film : []}
          at={transport.at}
          duration={transport.duration}
          fps={fps}
          isOff={!address}
          onSeek={transport.seek}
        />
        <Group gap={2} wrap="nowrap" className="controlRow">
          <Control label={words.player.previousShot} onClick={() => toShot(-1)}>
            <IconPlayerTrackPrev size={18} />
          </Control>
          <Control label={words.player.back} isOff={!address} onClick={() => transport.step(-1)}>
            <IconChevronLeft size={20} />
          </Control>
          <Control
            label={transport.isPlaying ? words.player.pause : words.player.play}
            isOff={!address}
            isBig
            onClick={transport.toggle}
          >
            {transport.isPlaying ? (
              <IconPlayerPauseFilled size={22} />
            ) : (
              <IconPlayerPlayFilled size={22} />
            )}
          </Control>
          <Control label={words.player.forward} isOff={!address} onClick={() => transport.step(1)}>
            <IconChevronRight size={20} />
          </Control>
          <Control label={words.player.nextShot} onClick={() => toShot(1)}>
            <IconPlayerTrackNext size={18} />
          </Control>
          <span className="timecode mono">
            {timecode(transport.at, fps)}{' '}
            <span className="dim">/ {timecode(transport.duration, fps)}</span>
          </span>
          {transport.rate !== 1 && transport.isPlaying && (
            <span className="dim mono">{words.player.speed(transport.rate)}</span>
          )}
          <span className="grow" />
          {project.film && clip && (
            <SegmentedControl
              size="xs"
              className="source"
              aria-label={words.player.source}
              value={source}
              onChange={(value) => setSource(value === 'shot' ? 'shot' : 'film')}
              data={[
                { value: 'film', label: words.player.showFilm },
                { value: 'shot', label: words.player.showShot },
              ]}
            />
          )}
          <Control
            label={transport.isMuted ? words.player.unmute : words.player.mute}
            onClick={transport.toggleSound}
          >
            {transport.isMuted ? <IconVolumeOff size={19} /> : <IconVolume size={19} />}
          </Control>
          <Control label={words.player.fullscreen} onClick={() => void fullscreen(box.current)}>
            <IconMaximize size={18} />
          </Control>
        </Group>
      </div>
    </section>
  );
}

async function fullscreen(element: HTMLElement | null) {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await element?.requestFullscreen();
}

function Control({
  label,
  onClick,
  children,
  isOff,
  isBig,
}: {
  label: string;
  onClick: () => void;
  children: React.ReactNode;
  isOff?: boolean;
  isBig?: boolean;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isBig ? 'filled' : 'subtle'}
        color={isBig ? undefined : 'gray'}
        className={isBig ? undefined : 'control'}
        size={isBig ? 40 : 34}
        radius="xl"
        aria-label={label}
        disabled={isOff}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

const MOST_MARKS = 80;

function Seek({
  project,
  film,
  at,
  duration,
  fps,
  isOff,
  onSeek,
}: {
  project: Project;
  film: Placed[];
  at: number;
  duration: number;
  fps: number;
  isOff: boolean;
  onSeek: (seconds: number) => void;
}) {
  const words = useWords();
  const marks = film.length <= MOST_MARKS && duration > 0 ? film.slice(1) : [];
  return (
    <div className="seek">
      <input
        type="range"
        aria-label={words.player.position}
        aria-valuetext={timecode(at, fps)}
        min={0}
        max={duration || 1}
        step={1 / fps}
        value={Math.min(at, duration || 1)}
        disabled={isOff}
        style={{ '--done': `${duration > 0 ? (100 * at) / duration : 0}%` } as React.CSSProperties}
        onChange={(event) => onSeek(Number(event.currentTarget.value))}
      />
      <div className="marks" aria-hidden data-project={project.id}>
        {marks.map((each) => (
          <i key={each.shot.id} style={{ left: `${each.shot.startMillis / 10 / duration}%` }} />
        ))}
      </div>
    </div>
  );
}
