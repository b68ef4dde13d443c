import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  IconAlertTriangleFilled,
  IconArrowLeft,
  IconArrowRight,
  IconClock,
  IconColumnInsertLeft,
  IconColumnInsertRight,
  IconCopy,
  IconLoader2,
  IconLock,
  IconPhoto,
  IconPlus,
  IconRefreshAlert,
  IconTrash,
} from '../../look/icons';
import { memo, useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import type { Project } from '../../api/types';
import { Confirm } from '../../look/Confirm';
import { useCommands } from '../../shell/commands';
import { useWords } from '../../words';
import { condition, posterOf, takeOf, type Condition, type Placed } from './film';
import { useShotActs } from './shotActs';

const CARD = 184;

/** The storyboard as a film strip. Only what is in sight is drawn, so that 500 shots weigh as 10. */
export function Strip({
  project,
  film,
  index,
  onSelect,
}: {
  project: Project;
  film: Placed[];
  index: number;
  onSelect: (shot: string) => void;
}) {
  const words = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const shotActs = useShotActs(project, film, onSelect);
  const current = film[index];
  const virtual = useVirtualizer({
    horizontal: true,
    count: film.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD,
    overscan: 5,
    getItemKey: (at) => film[at]?.shot.id ?? at,
  });
  useEffect(() => virtual.scrollToIndex(index, { align: 'auto' }), [index, virtual]);

  const group = words.project.strip;
  useCommands(
    current
      ? [
          {
            id: 'shot-earlier',
            group,
            label: words.shot.earlier,
            keys: 'alt+arrowleft',
            run: () => shotActs.move(index, index - 1),
            icon: <IconArrowLeft size={18} />,
          },
          {
            id: 'shot-later',
            group,
            label: words.shot.later,
            keys: 'alt+arrowright',
            run: () => shotActs.move(index, index + 1),
            icon: <IconArrowRight size={18} />,
          },
          {
            id: 'shot-insert',
            group,
            label: words.shot.insertAfter,
            keys: 'i',
            run: () => shotActs.insert(current, 1),
            icon: <IconPlus size={18} />,
          },
          {
            id: 'shot-duplicate',
            group,
            label: words.shot.duplicate,
            keys: 'shift+d',
            run: () => shotActs.duplicate(current),
            icon: <IconCopy size={18} />,
          },
          {
            id: 'shot-remove',
            group,
            label: words.shot.remove,
            keys: 'delete',
            run: () => setRemoving(true),
            icon: <IconTrash size={18} />,
          },
        ]
      : [],
  );

  function press(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next =
      event.key === 'ArrowRight'
        ? index + 1
        : event.key === 'ArrowLeft'
          ? index - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? film.length - 1
              : null;
    const wanted = next === null ? undefined : film[next];
    if (!wanted) return;
    event.preventDefault();
    onSelect(wanted.shot.id);
  }

  function drop(at: number) {
    if (dragged !== null && dragged !== at) shotActs.move(dragged, at);
    setDragged(null);
    setOver(null);
  }

  return (
    <section className="stripBox" aria-label={words.project.strip}>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Text fw={650} size="sm" component="h2" m={0}>
          {words.project.strip} <span className="dim">· {words.projects.shots(film.length)}</span>
        </Text>
        {current && (
          <Group gap={2} wrap="nowrap" role="toolbar" aria-label={words.shot.menu(current.number)}>
            <Tool
              label={words.shot.insertBefore}
              onClick={() => shotActs.insert(current, 0)}
              isWide
            >
              <IconColumnInsertLeft size={17} />
            </Tool>
            <Tool label={words.shot.insertAfter} onClick={() => shotActs.insert(current, 1)}>
              <IconColumnInsertRight size={17} />
            </Tool>
            <Tool label={words.shot.duplicate} onClick={() => shotActs.duplicate(current)}>
              <IconCopy size={17} />
            </Tool>
            <Tool
              label={words.shot.earlier}
              isOff={index === 0}
              onClick={() => shotActs.move(index, index - 1)}
            >
              <IconArrowLeft size={17} />
            </Tool>
            <Tool
              label={words.shot.later}
              isOff={index === film.length - 1}
              onClick={() => shotActs.move(index, index + 1)}
            >
              <IconArrowRight size={17} />
            </Tool>
            <Tool label={words.shot.remove} onClick={() => setRemoving(true)}>
              <IconTrash size={17} />
            </Tool>
          </Group>
        )}
      </Group>
      <div
        ref={scroller}
        className="strip"
        role="listbox"
        aria-orientation="horizontal"
        aria-label={words.project.strip}
        aria-activedescendant={current ? `shot-${current.shot.id}` : undefined}
        tabIndex={0}
        onKeyDown={press}
      >
        <div role="presentation" className="stripRoll" style={{ width: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const placed = film[item.index];
            if (!placed) return null;
            return (
              <ShotCard
                key={item.key}
                placed={placed}
                count={film.length}
                at={item.index}
                start={item.start}
                isSelected={item.index === index}
                isOver={over === item.index && dragged !== item.index}
                onSelect={onSelect}
                onDrag={setDragged}
                onOver={setOver}
                onDrop={drop}
              />
            );
          })}
        </div>
      </div>
      {current && (
        <Confirm
          opened={isRemoving}
          title={words.shot.removeTitle(current.number)}
          text={words.shot.removeText}
          act={words.common.delete}
          onClose={() => setRemoving(false)}
          onAct={() => {
            setRemoving(false);
            shotActs.remove(current);
          }}
        />
      )}
    </section>
  );
}

function Tool({
  label,
  onClick,
  children,
  isOff,
  isWide,
}: {
  label: string;
  onClick: () => void;
  children: React.ReactNode;
  isOff?: boolean;
  isWide?: boolean;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        className="control"
        aria-label={label}
        disabled={isOff}
        visibleFrom={isWide ? 'sm' : undefined}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

type CardProps = {
  placed: Placed;
  count: number;
  at: number;
  start: number;
  isSelected: boolean;
  isOver: boolean;
  onSelect: (shot: string) => void;
  onDrag: (at: number | null) => void;
  onOver: (at: number) => void;
  onDrop: (at: number) => void;
};

const ShotCard = memo(
  function ShotCard({
    placed,
    count,
    at,
    start,
    isSelected,
    isOver,
    onSelect,
    onDrag,
    onOver,
    onDrop,
  }: CardProps) {
    const words = useWords();
    const { shot, number } = placed;
    const poster = posterOf(shot);
    const state = condition(shot);
    const stateText = words.slot[state];
    const isLocked = takeOf(shot.slots, 'clip')?.locked ?? false;
    const drag = {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', shot.id);
        onDrag(at);
      },
      onDragEnd: () => onDrag(null),
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        onOver(at);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        onDrop(at);
      },
    };
    return (
      <div
        role="option"
        id={`shot-${shot.id}`}
        aria-selected={isSelected}
        aria-posinset={number}
        aria-setsize={count}
        aria-label={`${words.project.shot(number)}, ${stateText}. ${shot.texts.description}`}
        className="shotCard"
        data-state={state}
        data-over={isOver || undefined}
        style={{ transform: `translateX(${start}px)` }}
        onClick={() => onSelect(shot.id)}
        {...drag}
      >
        <span className="sceneName clip1">{placed.beginsScene ? placed.sceneName : ''}</span>
        <span className="frame">
          {poster ? (
            <img src={poster} alt="" loading="lazy" decoding="async" draggable={false} />
          ) : (
            <IconPhoto size={28} stroke={1.2} aria-hidden />
          )}
          <span className="shotNumber mono">{number}</span>
          <span className="shotLength mono">{words.seconds(shot.lengthMillis)}</span>
          {isLocked && (
            <span className="shotLock">
              <IconLock size={13} aria-hidden />
            </span>
          )}
          {state !== 'filled' && (
            <span className="shotState">
              <Sign state={state} /> {stateText}
            </span>
          )}
        </span>
        <span className="shotText clip1">{shot.texts.description || ' '}</span>
      </div>
    );
  },
  (a, b) =>
    a.placed.shot === b.placed.shot &&
    a.placed.number === b.placed.number &&
    a.placed.beginsScene === b.placed.beginsScene &&
    a.placed.sceneName === b.placed.sceneName &&
    a.count === b.count &&
    a.at === b.at &&
    a.start === b.start &&
    a.isSelected === b.isSelected &&
    a.isOver === b.isOver &&
    a.onSelect === b.onSelect &&
    a.onDrop === b.onDrop,
);

function Sign({ state }: { state: Condition }) {
  const shape = { size: 13, 'aria-hidden': true } as const;
  switch (state) {
    case 'failed':
      return <IconAlertTriangleFilled {...shape} />;
    case 'working':
      return <IconLoader2 {...shape} className="turning" />;
    case 'stale':
      return <IconRefreshAlert {...shape} />;
    case 'waiting':
    case 'empty':
    case 'filled':
      return <IconClock {...shape} />;
  }
}
