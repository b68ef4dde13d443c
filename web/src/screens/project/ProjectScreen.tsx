import { Alert, Button, Center, Group, Loader, Tabs, Text } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconHandStop, IconPlus } from '../../look/icons';
import { useCallback, useMemo, useRef, useState } from 'react';
import * as acts from '../../api/acts';
import { useLive } from '../../api/live';
import { isGone, useAct, useProject } from '../../api/queries';
import type { Project } from '../../api/types';
import { NotFound } from '../../look/NotFound';
import { ProblemPanel } from '../../look/problems';
import { useWords } from '../../words';
import { Costs } from './Costs';
import { Failures } from './Failures';
import { awaitsApproval, placed } from './film';
import { Head } from './Head';
import { History } from './History';
import { Live } from './Live';
import { Player, type PlayerHandle } from './Player';
import { ShotPanel } from './ShotPanel';
import { Strip } from './Strip';
import './project.css';

/** One film: look at it, steer it. */
export default function ProjectScreen({ id }: { id: string }) {
  const words = useWords();
  const found = useProject(id);
  useLive(id);
  useDocumentTitle(`${found.data?.title || words.common.untitled} · ${words.product}`);
  if (found.data) return <Whole project={found.data} />;
  if (isGone(found.error)) return <NotFound text={words.project.gone} />;
  if (found.isError) {
    return <ProblemPanel error={found.error} retry={() => void found.refetch()} />;
  }
  return (
    <Center h="60vh">
      <Loader aria-label={words.common.loading} />
    </Center>
  );
}

function Whole({ project }: { project: Project }) {
  const words = useWords();
  const film = useMemo(() => placed(project), [project]);
  const [wanted, setWanted] = useState<string | null>(null);
  const player = useRef<PlayerHandle>(null);
  const index = Math.max(
    0,
    film.findIndex((each) => each.shot.id === wanted),
  );
  const current = film[index];

  const select = useCallback((shot: string) => {
    setWanted(shot);
    player.current?.showShot(shot);
  }, []);

  return (
    <>
      <Head project={project} />
      <Approval project={project} />
      <Failures project={project} film={film} onSelect={select} />
      <div className="stage">
        <Player ref={player} project={project} film={film} current={current} onSelect={setWanted} />
        <aside className="card pad beside">
          <Live project={project} film={film} />
        </aside>
      </div>
      {film.length > 0 && current ? (
        <>
          <Strip project={project} film={film} index={index} onSelect={select} />
          <Tabs defaultValue="shot" mt="lg" keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="shot">{words.project.shotOf(current.number, film.length)}</Tabs.Tab>
              <Tabs.Tab value="history">{words.project.history}</Tabs.Tab>
              <Tabs.Tab value="costs">{words.project.costs}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="shot" pt="md">
              <ShotPanel
                key={current.shot.id}
                project={project}
                film={film}
                current={current}
                onSelect={select}
              />
            </Tabs.Panel>
            <Tabs.Panel value="history" pt="md">
              <History project={project} />
            </Tabs.Panel>
            <Tabs.Panel value="costs" pt="md">
              <Costs project={project} film={film} />
            </Tabs.Panel>
          </Tabs>
        </>
      ) : (
        <EmptyBoard project={project} onSelect={select} />
      )}
    </>
  );
}

function Approval({ project }: { project: Project }) {
  const words = useWords();
  const approve = useAct(project.id, acts.approve);
  if (!awaitsApproval(project)) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconHandStop aria-hidden />}
      title={words.state.approve}
      mb="md"
      role="region"
      aria-label={words.state.approve}
    >
      <Group justify="space-between">
        <Text size="sm">{words.project.approveText}</Text>
        <Button loading={approve.isPending} onClick={() => approve.mutate(project.id)}>
          {words.project.approve}
        </Button>
      </Group>
    </Alert>
  );
}

function EmptyBoard({ project, onSelect }: { project: Project; onSelect: (id: string) => void }) {
  const words = useWords();
  const add = useAct(project.id, async () => {
    const scene =
      project.scenes[0] ?? (await acts.createScene(project.id, words.project.untitledScene)).scene;
    return acts.createShot(scene.id, {});
  });
  if (project.state === 'planning') return null;
  return (
    <Center className="card pad" mt="lg" mih={160}>
      <div className="emptyBoard">
        <Text fw={600}>{words.project.emptyBoard}</Text>
        <Text c="dimmed" size="sm">
          {words.project.emptyBoardText}
        </Text>
        <Button
          mt="md"
          variant="light"
          leftSection={<IconPlus size={18} aria-hidden />}
          loading={add.isPending}
          onClick={() => add.mutate(undefined, { onSuccess: (made) => onSelect(made.shot.id) })}
        >
          {words.project.addFirst}
        </Button>
      </div>
    </Center>
  );
}
