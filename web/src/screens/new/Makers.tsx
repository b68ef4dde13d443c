import { Select, Text } from '@mantine/core';
import { useProviders } from '../../api/queries';
import type { Offer } from '../../api/types';
import { useWords, type Words } from '../../words';

/** A model as one word; empty for whatever the server takes by itself. */
export type Choices = Partial<Record<Offer['craft'], string>>;

const CRAFTS: Offer['craft'][] = ['storyboard', 'image', 'video', 'speech', 'music'];
const ROLES: Record<Offer['craft'], string[]> = {
  storyboard: [],
  image: ['start_frame', 'end_frame', 'image'],
  video: ['clip'],
  speech: ['narration'],
  music: ['music'],
};

/** Who draws, films, speaks and plays, with the price of a usual piece. */
export function Makers({
  choices,
  onChange,
}: {
  choices: Choices;
  onChange: (choices: Choices) => void;
}) {
  const words = useWords();
  const offers = (useProviders().data ?? []).flatMap((provider) => provider.offers);
  const choosable = CRAFTS.filter(
    (craft) => offers.filter((offer) => offer.craft === craft).length > 1,
  );
  return (
    <div>
      <Text size="sm" fw={600} mb={6}>
        {words.create.providers}
      </Text>
      {choosable.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.create.onlyBuiltin}
        </Text>
      ) : (
        <div className="makers">
          {choosable.map((craft) => (
            <Select
              key={craft}
              label={words.create.crafts[craft]}
              placeholder={words.common.automatic}
              clearable
              clearButtonProps={{ 'aria-label': words.common.automatic }}
              value={choices[craft] ?? null}
              onChange={(value) => onChange({ ...choices, [craft]: value ?? undefined })}
              data={offers
                .filter((offer) => offer.craft === craft)
                .map((offer) => ({ value: word(offer), label: label(words, offer) }))}
            />
          ))}
        </div>
      )}
    </div>
  );
}

const word = (offer: Offer) => `${offer.model.provider}/${offer.model.model}`;

function label(words: Words, offer: Offer): string {
  const name =
    offer.model.provider === 'builtin'
      ? words.create.builtin
      : `${offer.model.model} (${offer.model.provider})`;
  const price = offer.price
    ? Number(offer.price.amount) === 0
      ? words.common.free
      : words.create.perUnit(words.money(offer.price), words.create.units[offer.craft] ?? '')
    : words.create.noPrice;
  return `${name} · ${price}`;
}

/** The choices as the server takes them. */
export function chosenModels(choices: Choices) {
  const models: Record<string, { provider: string; model: string }> = {};
  for (const craft of CRAFTS) {
    const model = modelOf(choices[craft]);
    if (model) for (const role of ROLES[craft]) models[role] = model;
  }
  return {
    models: Object.keys(models).length > 0 ? models : undefined,
    storyboarder: modelOf(choices.storyboard),
  };
}

function modelOf(chosen: string | undefined) {
  if (!chosen) return undefined;
  const slash = chosen.indexOf('/');
  return { provider: chosen.slice(0, slash), model: chosen.slice(slash + 1) };
}
