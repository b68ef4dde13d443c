import { Alert, Button, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCloudOff,
  IconLoader2,
  IconPencil,
} from '../../look/icons';
import { useEffect, useRef } from 'react';
import type { Shot } from '../../api/types';
import { explain } from '../../look/problems';
import { useCommands } from '../../shell/commands';
import { useWords } from '../../words';
import { conflicts, useDraft, valueOf, type Draft, type Field } from './drafts';

const TEXTS = ['description', 'start', 'end', 'motion', 'narration', 'negative'] as const;

/** Measuring six fields by script at each change of the shot costs a frame; newer browsers do it themselves. */
const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** The texts of a shot, saved by themselves a moment after the last key. */
export function ShotTexts({ project, shot }: { project: string; shot: Shot }) {
  const words = useWords();
  const { desk, draft } = useDraft(project, shot);
  const first = useRef<HTMLTextAreaElement>(null);
  const contested = draft.state === 'saving' ? [] : conflicts(draft, shot);
  useCommands([
    {
      id: 'edit-shot',
      group: words.project.strip,
      label: words.shot.edit,
      keys: 'e',
      run: () => first.current?.focus(),
      icon: <IconPencil size={18} />,
    },
  ]);
  // Whoever leaves the shot has said what they wanted to say.
  useEffect(() => () => void desk.save(shot.id), [desk, shot.id]);

  const shown = (field: Field) => draft.mine[field] ?? valueOf(shot, field);
  return (
    <Stack gap="sm">
      {contested.map((field) => (
        <Conflict
          key={field}
          field={field}
          mine={String(draft.mine[field] ?? '')}
          theirs={String(valueOf(shot, field))}
          onMine={() => desk.keepMine(shot, field)}
          onTheirs={() => desk.takeTheirs(shot, field)}
        />
      ))}
      {TEXTS.map((field, index) => (
        <Textarea
          key={field}
          ref={index === 0 ? first : undefined}
          label={words.shot.texts[field]}
          placeholder={words.shot.hints[field]}
          autosize={!GROWS_BY_ITSELF}
          rows={1}
          minRows={1}
          maxRows={8}
          className={GROWS_BY_ITSELF ? 'growing' : undefined}
          value={String(shown(field))}
          onChange={(event) => desk.edit(shot, field, event.currentTarget.value)}
          onBlur={() => void desk.save(shot.id)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      ))}
      <NumberInput
        label={words.shot.length}
        value={Number(shown('lengthMillis')) / 1000}
        onValueChange={({ floatValue }, { source }) => {
          const isOurs =
            (source as string) === 'event' ||
            (source as string) === 'increment' ||
            (source as string) === 'decrement';
          if (isOurs && floatValue !== undefined && floatValue >= 0.1) {
            desk.edit(shot, 'lengthMillis', Math.round(floatValue * 1000));
          }
        }}
        min={0.1}
        max={600}
        step={0.5}
        decimalScale={3}
        maw={180}
      />
      <SaveNote
        draft={draft}
        isContested={contested.length > 0}
        onRetry={() => void desk.save(shot.id)}
      />
    </Stack>
  );
}

function Conflict({
  field,
  mine,
  theirs,
  onMine,
  onTheirs,
}: {
  field: Field;
  mine: string;
  theirs: string;
  onMine: () => void;
  onTheirs: () => void;
}) {
  const words = useWords();
  const name = field === 'lengthMillis' ? words.shot.length : words.shot.texts[field];
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title={`${name}: ${words.shot.conflictTitle}`}
      role="alert"
      data-conflict={field}
    >
      <Text size="sm" mb="xs">
        {words.shot.conflictText}
      </Text>
      <dl className="versions">
        <dt>{words.shot.theirs}</dt>
        <dd>{theirs || '—'}</dd>
        <dt>{words.shot.yours}</dt>
        <dd>{mine || '—'}</dd>
      </dl>
      <Group gap="xs" mt="xs">
        <Button size="xs" onClick={onMine}>
          {words.shot.keepMine}
        </Button>
        <Button size="xs" variant="default" onClick={onTheirs}>
          {words.shot.takeTheirs}
        </Button>
      </Group>
    </Alert>
  );
}

function SaveNote({
  draft,
  isContested,
  onRetry,
}: {
  draft: Draft;
  isContested: boolean;
  onRetry: () => void;
}) {
  const words = useWords();
  const shape = { size: 15, 'aria-hidden': true } as const;
  return (
    <div className="saveNote dim" role="status" data-save={isContested ? 'conflict' : draft.state}>
      {draft.state === 'saved' && (
        <>
          <IconCheck {...shape} /> {draft.isMerged ? words.shot.merged : words.shot.saved}
        </>
      )}
      {(draft.state === 'unsaved' || draft.state === 'conflict') && (
        <>
          <IconPencil {...shape} /> {words.shot.unsaved}
        </>
      )}
      {draft.state === 'saving' && (
        <>
          <IconLoader2 {...shape} className="turning" /> {words.shot.saving}
        </>
      )}
      {draft.state === 'waiting' && (
        <>
          <IconCloudOff {...shape} /> {words.shot.waiting}
        </>
      )}
      {draft.state === 'gone' && (
        <>
          <IconAlertTriangle {...shape} /> {words.shot.gone}
        </>
      )}
      {draft.state === 'failed' && (
        <>
          <IconAlertTriangle {...shape} /> {words.shot.failed}: {explain(words, draft.error)}
          <Button size="compact-xs" variant="default" ml="xs" onClick={onRetry}>
            {words.common.retry}
          </Button>
        </>
      )}
    </div>
  );
}
