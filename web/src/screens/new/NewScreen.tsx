import {
  Button,
  Checkbox,
  Collapse,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { IconChevronDown, IconSparkles } from '../../look/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import * as acts from '../../api/acts';
import { keys } from '../../api/keys';
import type { ProjectBody } from '../../api/types';
import { useComplain } from '../../look/problems';
import { addresses } from '../../shell/addresses';
import { useWords } from '../../words';
import { useKept } from './kept';
import { Listen } from './Listen';
import { LiveQuote } from './LiveQuote';
import { chosenModels, Makers, type Choices } from './Makers';
import { Photos, type Photo } from './Photos';
import { Styles } from './Styles';
import './new.css';

const LENGTHS = [15, 30, 60, 120, 300];
const ASPECTS = ['16:9', '9:16', '1:1'];

/** One prompt and a single Enter make a film; everything below it may be left as it is. */
export default function NewScreen() {
  const words = useWords();
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const client = useQueryClient();
  const complain = useComplain();
  const [prompt, setPrompt, forgetPrompt] = useKept('prompt', search.get('prompt'));
  const [script, setScript, forgetScript] = useKept('script', null);
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [length, setLength] = useState<string | null>(null);
  const [aspect, setAspect] = useState('16:9');
  const [style, setStyle] = useState('cinematic');
  const [voice, setVoice] = useState(true);
  const [music, setMusic] = useState(true);
  const [captions, setCaptions] = useState(true);
  const [planFirst, setPlanFirst] = useState(false);
  const [makers, setMakers] = useState<Choices>({});
  const [seed, setSeed] = useState<number | string>('');
  const [budget, setBudget] = useState<number | string>('');
  const [isMoreOpen, more] = useDisclosure(script !== '');
  // The same order sent twice, because nobody answered the first time, makes one film.
  const once = useRef(acts.freshName());
  useDocumentTitle(`${words.nav.new} · ${words.product}`);

  const ready = photos.filter((photo) => photo.asset !== null);
  const canGo =
    (prompt.trim() !== '' || script.trim() !== '' || ready.length > 0) &&
    photos.every((photo) => photo.asset !== null || photo.error !== null);
  const body: ProjectBody = {
    prompt: prompt.trim() || undefined,
    script: script.trim() || undefined,
    photos: ready.length > 0 ? ready.map((photo) => photo.asset!.id) : undefined,
    style,
    start: planFirst ? 'plan' : 'film',
    settings: {
      aspect,
      voice,
      music,
      captions,
      lengthMillis: length ? Number(length) * 1000 : undefined,
      seed: seed === '' ? undefined : Number(seed),
      ...chosenModels(makers),
    },
  };
  const order = useMutation({
    mutationFn: async (wanted: ProjectBody) => {
      if (budget === '') return acts.orderProject(wanted, once.current);
      // The budget stands before anything is sent that costs.
      const made = await acts.orderProject(
        { ...wanted, start: planFirst ? 'plan' : 'nothing' },
        once.current,
      );
      await acts.setBudget('project', made.id, {
        currency: 'USD',
        cap: Number(budget).toFixed(2),
        calls: null,
      });
      if (!planFirst) await acts.resume(made.id);
      return made;
    },
    onSuccess: (made) => {
      forgetPrompt();
      forgetScript();
      void client.invalidateQueries({ queryKey: keys.projects });
      go(addresses.project(made.id));
    },
    onError: (error) => {
      complain(error);
    },
  });

  function send() {
    if (!canGo || order.isPending) return;
    order.mutate(body);
  }

  function press(event: KeyboardEvent) {
    // A word that is still being composed (Chinese, Japanese) takes its Enter for itself.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <Stack className="create" gap="xl">
      <Title order={1} className="createTitle">
        {words.create.title}
      </Title>
      <div className="promptBox card">
        <Textarea
          variant="unstyled"
          aria-label={words.create.prompt}
          aria-describedby="prompt-keys"
          placeholder={words.create.promptHint}
          autosize
          minRows={3}
          maxRows={12}
          autoFocus
          size="lg"
          value={prompt}
          onChange={(event) => {
            setPrompt(event.currentTarget.value);
            once.current = acts.freshName();
          }}
          onKeyDown={press}
        />
        <Group justify="space-between" gap="sm" mt="xs">
          <div>
            <LiveQuote body={canGo ? body : null} />
            <Text size="sm" c="dimmed" id="prompt-keys">
              {words.create.enter}
            </Text>
          </div>
          <Button
            size="md"
            ml="auto"
            leftSection={<IconSparkles size={18} aria-hidden />}
            disabled={!canGo}
            loading={order.isPending}
            onClick={send}
          >
            {words.create.go}
          </Button>
        </Group>
      </div>

      <Group gap="xl" align="flex-end" className="createRow">
        <div>
          <Text size="sm" fw={600} mb={6} id="aspect-label">
            {words.create.aspect}
          </Text>
          <SegmentedControl
            aria-labelledby="aspect-label"
            value={aspect}
            onChange={setAspect}
            data={ASPECTS.map((value) => ({
              value,
              label: `${words.create.aspects[value]} ${value}`,
            }))}
          />
        </div>
        <Select
          label={words.create.length}
          placeholder={words.create.lengthAuto}
          value={length}
          onChange={setLength}
          data={LENGTHS.map((seconds) => ({
            value: String(seconds),
            label: words.create.lengths(seconds),
          }))}
          clearable
          clearButtonProps={{ 'aria-label': words.create.lengthAuto }}
          w={210}
        />
        <Group gap="lg" pb={8}>
          <Switch
            label={words.create.voice}
            checked={voice}
            onChange={(e) => setVoice(e.currentTarget.checked)}
          />
          {voice && <Listen />}
          <Switch
            label={words.create.music}
            checked={music}
            onChange={(e) => setMusic(e.currentTarget.checked)}
          />
          <Switch
            label={words.create.captions}
            checked={captions}
            onChange={(e) => setCaptions(e.currentTarget.checked)}
          />
        </Group>
      </Group>

      <Styles value={style} onChange={setStyle} />

      <Checkbox
        label={words.create.storyboardFirst}
        description={words.create.storyboardFirstWhy}
        checked={planFirst}
        onChange={(event) => setPlanFirst(event.currentTarget.checked)}
      />

      <div>
        <Button
          variant="subtle"
          color="gray"
          onClick={more.toggle}
          aria-expanded={isMoreOpen}
          rightSection={
            <IconChevronDown size={16} aria-hidden className={isMoreOpen ? 'turned' : undefined} />
          }
        >
          {words.create.more}
        </Button>
        <Collapse expanded={isMoreOpen}>
          <Stack gap="lg" pt="md">
            <Textarea
              label={words.create.script}
              description={words.create.scriptHint}
              autosize
              minRows={3}
              maxRows={16}
              value={script}
              onChange={(event) => {
                setScript(event.currentTarget.value);
                once.current = acts.freshName();
              }}
            />
            <Photos photos={photos} onChange={setPhotos} />
            <Makers choices={makers} onChange={setMakers} />
            <NumberInput
              label={words.create.seed}
              description={words.create.seedHint}
              value={seed}
              onChange={setSeed}
              min={0}
              max={2147483647}
              allowDecimal={false}
              hideControls
              maw={360}
            />
            <NumberInput
              label={words.create.budget}
              description={words.create.budgetHint}
              value={budget}
              onChange={setBudget}
              min={0}
              max={1_000_000}
              decimalScale={2}
              prefix="$"
              hideControls
              maw={360}
            />
          </Stack>
        </Collapse>
      </div>
    </Stack>
  );
}
