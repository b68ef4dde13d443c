import { Radio, Text } from '@mantine/core';
import { useWords } from '../../words';

const STYLES = [
  'cinematic',
  'anime',
  'watercolor',
  'photorealistic',
  '3d_render',
  'pixel_art',
  'noir',
];

/** The looks, each with a picture of the same scene. */
export function Styles({ value, onChange }: { value: string; onChange: (style: string) => void }) {
  const words = useWords();
  return (
    <div>
      <Text size="sm" fw={600} mb={6} id="style-label">
        {words.create.style}
      </Text>
      <Radio.Group value={value} onChange={onChange} aria-labelledby="style-label">
        <div className="styles">
          {STYLES.map((style) => (
            <Radio.Card key={style} value={style} className="styleCard">
              <img
                src={`/studio/styles/${style}.jpg`}
                alt=""
                width={160}
                height={90}
                loading="lazy"
              />
              <span>{words.create.styles[style]}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
    </div>
  );
}
