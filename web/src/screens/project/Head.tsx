import { ActionIcon, Button, Group, Menu, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconDots,
  IconDownload,
  IconGitFork,
  IconMovie,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
} from '../../look/icons';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import * as acts from '../../api/acts';
import { useAct, useGuess, useQuote } from '../../api/queries';
import type { Project } from '../../api/types';
import { Confirm } from '../../look/Confirm';
import { isRunning, StateBadge } from '../../look/State';
import { addresses } from '../../shell/addresses';
import { useCommands, type Command } from '../../shell/commands';
import { useWords } from '../../words';
import { awaitsApproval, emptySlots, isAnimatic, isStale } from './film';
import { FinishingDialog } from './FinishingDialog';
import { ForkDialog } from './ForkDialog';

/** Names of programs and formats are the same in all languages; the archive has a name of ours. */
const EXPORTS: [string, string | null][] = [
  ['zip', null],
  ['fcpxml', 'Final Cut Pro (FCPXML)'],
  ['resolve', 'DaVinci Resolve (FCPXML)'],
  ['premiere', 'Premiere Pro (XML)'],
  ['otio', 'OpenTimelineIO'],
  ['edl', 'EDL'],
  ['srt', 'SRT'],
];

/** Name, state and what can be done with the whole film. */
export function Head({ project }: { project: Project }) {
  const words = useWords();
  const [, go] = useLocation();
  const [isForking, forking] = useDisclosure(false);
  const [isRemoving, removing] = useDisclosure(false);
  const [isFinishing, finishing] = useDisclosure(false);
  const stop = useAct(project.id, acts.stop);
  const resume = useAct(project.id, acts.resume);
  const remove = useAct(project.id, acts.deleteProject);
  const isBusy = isRunning(project.state);
  const canDownload = project.film !== null;
  const download = `/api/studio/projects/${project.id}/film`;

  const commands: Command[] = [
    {
      id: 'fork',
      group: words.palette.project,
      label: words.project.fork,
      keys: 'shift+f',
      run: forking.open,
      icon: <IconGitFork size={18} />,
    },
    {
      id: 'remove',
      group: words.palette.project,
      label: words.project.remove,
      run: removing.open,
      icon: <IconTrash size={18} />,
    },
  ];
  if (isBusy) {
    commands.push({
      id: 'stop',
      group: words.palette.project,
      label: words.project.stop,
      run: () => stop.mutate(project.id),
      icon: <IconPlayerPause size={18} />,
    });
  } else {
    commands.push({
      id: 'resume',
      group: words.palette.project,
      label: words.project.resume,
      run: () => resume.mutate(project.id),
      icon: <IconPlayerPlay size={18} />,
    });
  }
  useCommands(commands);

  return (
    <header className="head">
      <div className="headName">
        <Title project={project} />
        <Group gap="xs">
          <StateBadge
            state={project.state}
            blockedOn={project.run?.blockedOn}
            isPlan={awaitsApproval(project)}
            isOutdated={
              project.state === 'done' && project.film === null && !awaitsApproval(project)
            }
            size="lg"
          />
          {isAnimatic(project) && (
            <Tooltip label={words.animaticWhy}>
              <span className="tag" tabIndex={0}>
                {words.animatic}
              </span>
            </Tooltip>
          )}
        </Group>
      </div>
      <Group gap="xs" className="headActs">
        {isBusy ? (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={18} aria-hidden />}
            loading={stop.isPending}
            onClick={() => stop.mutate(project.id)}
          >
            {words.project.stop}
          </Button>
        ) : (
          <Make
            project={project}
            isPending={resume.isPending}
            onMake={() => resume.mutate(project.id)}
          />
        )}
        <Button
          variant="default"
          className="iconOnlyWhenNarrow"
          aria-label={words.project.fork}
          leftSection={<IconGitFork size={18} aria-hidden />}
          onClick={forking.open}
        >
          {words.project.fork}
        </Button>
        {canDownload && (
          <Button
            component="a"
            href={download}
            download={`${project.title || words.common.untitled}.mp4`}
            variant="default"
            className="iconOnlyWhenNarrow"
            aria-label={words.project.download}
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {words.project.download}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={words.project.actions}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconMovie size={16} aria-hidden />} onClick={finishing.open}>
              {words.finishing.open}
            </Menu.Item>
            {project.progress.filled > 0 && (
              <>
                <Menu.Label>{words.finishing.exports}</Menu.Label>
                {EXPORTS.map(([kind, label]) => (
                  <Menu.Item
                    key={kind}
                    component="a"
                    href={`/api/studio/projects/${project.id}/exports/${kind}`}
                    download
                    leftSection={<IconDownload size={16} aria-hidden />}
                  >
                    {label ?? words.finishing.archive}
                  </Menu.Item>
                ))}
                <Menu.Divider />
              </>
            )}
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={removing.open}
            >
              {words.project.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {isFinishing && <FinishingDialog project={project} onClose={finishing.close} />}
      {isForking && <ForkDialog project={project} onClose={forking.close} />}
      <Confirm
        opened={isRemoving}
        title={words.projects.removeTitle(1)}
        text={words.projects.removeText}
        act={words.common.delete}
        onClose={removing.close}
        onAct={() => {
          removing.close();
          remove.mutate(project.id, { onSuccess: () => go(addresses.projects) });
        }}
      />
    </header>
  );
}

/** Makes what is missing, and says before what that costs. */
function Make({
  project,
  isPending,
  onMake,
}: {
  project: Project;
  isPending: boolean;
  onMake: () => void;
}) {
  const words = useWords();
  const missing = emptySlots(project);
  const isNeeded = missing.length > 0 || project.state === 'draft';
  const quote = useQuote(project.id, isNeeded);
  if (!isNeeded || awaitsApproval(project)) return null;
  const price = quote.data ? words.sums(quote.data.totals) : '…';
  const label =
    project.state === 'draft' && project.film === null && missing.length === 0
      ? words.project.make
      : missing.some(isStale)
        ? words.project.remake(missing.length, price)
        : project.progress.filled === 0
          ? words.project.make
          : project.state === 'stopped' || project.state === 'failed'
            ? words.project.resume
            : words.project.makeMissing(missing.length, price);
  return (
    <Button
      leftSection={<IconRefresh size={18} aria-hidden />}
      loading={isPending}
      onClick={onMake}
    >
      {label}
    </Button>
  );
}

function Title({ project }: { project: Project }) {
  const words = useWords();
  const guess = useGuess(project.id);
  const [text, setText] = useState(project.title);
  const [isWriting, setWriting] = useState(false);
  const rename = useAct(project.id, (title: string) =>
    acts.editProject(project.id, '*', { title }),
  );
  useEffect(() => {
    if (!isWriting) setText(project.title);
  }, [project.title, isWriting]);

  function leave() {
    setWriting(false);
    const title = text.trim();
    if (title === project.title) return;
    guess.project((before) => ({ ...before, title }));
    rename.mutate(title);
  }
  return (
    <>
      <h1 className="quiet">{project.title || words.common.untitled}</h1>
      <TextInput
        variant="unstyled"
        className="title"
        aria-label={words.project.title}
        placeholder={words.common.untitled}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onFocus={() => setWriting(true)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
          if (event.key === 'Escape') {
            setText(project.title);
            setWriting(false);
          }
        }}
      />
    </>
  );
}
