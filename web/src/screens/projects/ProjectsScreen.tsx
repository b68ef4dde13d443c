import { Button, Center, Group, Loader, Select, TextInput, Title } from '@mantine/core';
import { useDebouncedValue, useDocumentTitle } from '@mantine/hooks';
import { IconPlus, IconSearch } from '../../look/icons';
import { useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { all, useProjects } from '../../api/queries';
import type { ProjectLine } from '../../api/types';
import { ProblemPanel } from '../../look/problems';
import { FollowAll } from '../../shell/Shell';
import { addresses } from '../../shell/addresses';
import { useCommands } from '../../shell/commands';
import { useWords } from '../../words';
import { Batch } from './Batch';
import { Invitation } from './Invitation';
import { ProjectCard } from './ProjectCard';
import './projects.css';

const STATES = {
  all: '',
  running: 'planning,producing,finishing',
  needsYou: 'waiting_for_approval,blocked',
  finished: 'done',
  failed: 'failed,stopped',
  drafts: 'draft',
} as const;
type Filter = keyof typeof STATES;
const SORTS = ['newest', 'oldest', 'changed', 'byTitle'] as const;
type Sort = (typeof SORTS)[number];

/** All films, whichever door they came through. */
export function ProjectsScreen() {
  const words = useWords();
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [sort, setSort] = useState<Sort>('newest');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useProjects({ q: q || undefined, state: STATES[filter] || undefined });
  const search = useRef<HTMLInputElement>(null);
  useDocumentTitle(`${words.projects.title} · ${words.product}`);
  useCommands([
    {
      id: 'search',
      group: words.palette.go,
      label: words.projects.search,
      keys: '/',
      run: () => search.current?.focus(),
      icon: <IconSearch size={18} />,
    },
  ]);

  const lines = useMemo(() => sorted(all(found.data), sort), [found.data, sort]);
  const isEmpty = found.isSuccess && lines.length === 0;
  const isUnfiltered = !q && filter === 'all';
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  if (isEmpty && isUnfiltered && !found.isPlaceholderData) {
    return (
      <>
        <FollowAll />
        <Invitation />
      </>
    );
  }
  return (
    <>
      <FollowAll />
      <Group justify="space-between" mb="lg" gap="sm">
        <Title order={1} size="h2">
          {words.projects.title}
        </Title>
        <Button
          component={Link}
          href={addresses.new}
          leftSection={<IconPlus size={18} aria-hidden />}
        >
          {words.projects.new}
        </Button>
      </Group>
      <Group mb="lg" gap="sm" role="search" className="tools">
        <TextInput
          ref={search}
          className="search"
          aria-label={words.projects.search}
          placeholder={words.projects.searchHint}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          aria-label={words.projects.filter}
          value={filter}
          onChange={(value) => setFilter((value as Filter | null) ?? 'all')}
          data={(Object.keys(STATES) as Filter[]).map((value) => ({
            value,
            label: words.projects[value],
          }))}
          allowDeselect={false}
          w={{ base: 'calc(50% - 6px)', xs: 170 }}
        />
        <Select
          aria-label={words.projects.sort}
          value={sort}
          onChange={(value) => setSort((value as Sort | null) ?? 'newest')}
          data={SORTS.map((value) => ({ value, label: words.projects[value] }))}
          allowDeselect={false}
          w={{ base: 'calc(50% - 6px)', xs: 190 }}
        />
      </Group>
      {chosen.size > 0 && (
        <Batch
          chosen={lines.filter((line) => chosen.has(line.id))}
          onDone={() => setChosen(new Set())}
        />
      )}
      {found.isError && <ProblemPanel error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && (
        <Center h={240}>
          <Loader aria-label={words.common.loading} />
        </Center>
      )}
      {isEmpty && (
        <Center h={240}>
          <Group>
            <span>{words.projects.nothing}</span>
            <Button
              variant="light"
              onClick={() => {
                setText('');
                setFilter('all');
              }}
            >
              {words.projects.nothingClear}
            </Button>
          </Group>
        </Center>
      )}
      <ul className="cards">
        {lines.map((line) => (
          <ProjectCard
            key={line.id}
            line={line}
            isChosen={chosen.has(line.id)}
            isChoosing={chosen.size > 0}
            onChoose={toggle}
          />
        ))}
      </ul>
      {found.hasNextPage && (
        <Center mt="xl">
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {words.projects.loadMore}
          </Button>
        </Center>
      )}
    </>
  );
}

function sorted(lines: ProjectLine[], by: Sort): ProjectLine[] {
  switch (by) {
    case 'newest':
      return lines;
    case 'oldest':
      return [...lines].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    case 'changed':
      return [...lines].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
    case 'byTitle':
      return [...lines].sort((a, b) => a.title.localeCompare(b.title));
  }
}
