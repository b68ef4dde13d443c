import { Alert, Button, CopyButton, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '../../look/icons';
import { Link } from 'wouter';
import * as acts from '../../api/acts';
import { useAct, useFailedSteps } from '../../api/queries';
import type { Failure, Project, Step } from '../../api/types';
import { addresses } from '../../shell/addresses';
import { useWords } from '../../words';
import type { Placed } from './film';

const MOST_SHOWN = 3;

/** What went wrong or what it waits for: what, where, why, and what one can do now. */
export function Failures({
  project,
  film,
  onSelect,
}: {
  project: Project;
  film: Placed[];
  onSelect: (shot: string) => void;
}) {
  const words = useWords();
  const run = project.run;
  const hasFailed = run?.state === 'failed';
  const steps = useFailedSteps(project.id, hasFailed ? run.id : null);
  if (run?.state === 'blocked' && run.blockedOn) {
    const isForPerson = run.blockedOn === 'decision' || run.blockedOn === 'budget';
    return (
      <Alert
        color="yellow"
        icon={<IconAlertTriangle aria-hidden />}
        title={words.blocked[run.blockedOn]}
        mb="md"
        role="alert"
      >
        <Text size="sm">{words.blockedWhy[run.blockedOn]}</Text>
        {isForPerson && (
          <Button
            component={Link}
            href={addresses.decisions}
            size="xs"
            mt="sm"
            variant="light"
            color="yellow"
          >
            {run.blockedOn === 'decision' ? words.failure.decide : words.failure.budget}
          </Button>
        )}
      </Alert>
    );
  }
  if (!hasFailed) return null;
  const failed = steps.data?.items ?? [];
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={words.failure.what}
      mb="md"
      role="alert"
    >
      {failed.length === 0 && run.error && <Text size="sm">{run.error.message}</Text>}
      {failed.slice(0, MOST_SHOWN).map((step) => (
        <FailedStep key={step.id} project={project} step={step} film={film} onSelect={onSelect} />
      ))}
      <NextSteps project={project} failure={failed[0]?.error ?? run.error} />
    </Alert>
  );
}

function FailedStep({
  step,
  film,
  onSelect,
}: {
  project: Project;
  step: Step;
  film: Placed[];
  onSelect: (shot: string) => void;
}) {
  const words = useWords();
  const at = film.find((each) => each.shot.id === step.shot);
  return (
    <Text size="sm" mb={4}>
      {at && (
        <button type="button" className="textLink" onClick={() => onSelect(at.shot.id)}>
          {words.failure.inShot(at.number, words.role[step.role])}
        </button>
      )}
      {at ? ': ' : ''}
      {step.error?.message}
    </Text>
  );
}

function NextSteps({ project, failure }: { project: Project; failure: Failure | null }) {
  const words = useWords();
  const resume = useAct(project.id, acts.resume);
  const wasRefused = /reject|refus|polic|safety|moderation/i.test(failure?.code ?? '');
  const details = JSON.stringify(
    { project: project.id, run: project.run?.id, state: project.run?.state, failure },
    null,
    2,
  );
  return (
    <>
      {wasRefused && (
        <Text size="sm" mt="xs">
          {words.failure.softenText}
        </Text>
      )}
      <Group gap="xs" mt="sm">
        <Button
          size="xs"
          color="red.8"
          loading={resume.isPending}
          onClick={() => resume.mutate(project.id)}
        >
          {words.failure.retry}
        </Button>
        <CopyButton value={details}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? words.failure.copied : words.failure.support}
            </Button>
          )}
        </CopyButton>
      </Group>
    </>
  );
}
