import { Badge, Loader } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconHandStop,
  IconPencil,
  IconPlayerPause,
} from './icons';
import type { BlockReason, RunState } from '../api/types';
import { useWords } from '../words';

const COLOURS: Record<RunState, string> = {
  draft: 'gray',
  planning: 'blue',
  waiting_for_approval: 'yellow',
  producing: 'blue',
  finishing: 'blue',
  blocked: 'yellow',
  done: 'green',
  failed: 'red',
  stopped: 'gray',
};

export const isRunning = (state: RunState) =>
  state === 'planning' || state === 'producing' || state === 'finishing' || state === 'blocked';

/** Says in plain words how far a project is; never by colour alone. */
export function StateBadge({
  state,
  blockedOn,
  size = 'md',
  isPlan = false,
  isOutdated = false,
}: {
  state: RunState;
  blockedOn?: BlockReason | null;
  size?: 'sm' | 'md' | 'lg';
  /** A storyboard that was ordered alone, and is there. */
  isPlan?: boolean;
  /** A film that was finished, and changed since. */
  isOutdated?: boolean;
}) {
  const words = useWords();
  const shown = isPlan ? 'waiting_for_approval' : isOutdated ? 'draft' : state;
  const text = isPlan
    ? words.state.approve
    : isOutdated
      ? words.state.outdated
      : state === 'blocked' && blockedOn
        ? words.blocked[blockedOn]
        : words.state[state];
  return (
    <Badge
      variant="light"
      color={COLOURS[shown]}
      size={size}
      tt="none"
      fw={600}
      leftSection={<Sign state={shown} />}
      data-state={shown}
      maw="100%"
    >
      {text}
    </Badge>
  );
}

function Sign({ state }: { state: RunState }) {
  const shape = { size: 13, 'aria-hidden': true } as const;
  switch (state) {
    case 'planning':
    case 'producing':
    case 'finishing':
      return <Loader size={11} color="currentColor" aria-hidden />;
    case 'waiting_for_approval':
      return <IconHandStop {...shape} />;
    case 'blocked':
      return <IconClock {...shape} />;
    case 'done':
      return <IconCheck {...shape} />;
    case 'failed':
      return <IconAlertTriangle {...shape} />;
    case 'stopped':
      return <IconPlayerPause {...shape} />;
    case 'draft':
      return <IconPencil {...shape} />;
  }
}
