import { Checkbox } from '@mantine/core';
import { IconMovie } from '../../look/icons';
import { memo, useState } from 'react';
import { Link } from 'wouter';
import type { ProjectLine } from '../../api/types';
import { isRunning, StateBadge } from '../../look/State';
import { addresses } from '../../shell/addresses';
import { useWords } from '../../words';

/** A film as a card: its poster, which moves when it is looked at, and how far it is. */
export const ProjectCard = memo(function ProjectCard({
  line,
  isChosen,
  isChoosing,
  onChoose,
}: {
  line: ProjectLine;
  isChosen: boolean;
  isChoosing: boolean;
  onChoose: (id: string) => void;
}) {
  const words = useWords();
  const [isLookedAt, setLookedAt] = useState(false);
  const title = line.title || words.common.untitled;
  return (
    <li
      className="projectCard card"
      data-chosen={isChosen || undefined}
      data-choosing={isChoosing || undefined}
      onPointerEnter={() => setLookedAt(true)}
      onPointerLeave={() => setLookedAt(false)}
    >
      <div className="poster">
        {line.cover ? (
          <img src={line.cover} alt="" loading="lazy" decoding="async" />
        ) : (
          <IconMovie size={40} stroke={1.2} aria-hidden />
        )}
        {isLookedAt && line.film && (
          <video src={line.film} muted loop autoPlay playsInline aria-hidden tabIndex={-1} />
        )}
        {isRunning(line.state) && line.shots > 0 && (
          <div
            className="posterProgress"
            role="progressbar"
            aria-label={words.projects.clips(line.clips, line.shots)}
            aria-valuemin={0}
            aria-valuemax={line.shots}
            aria-valuenow={line.clips}
          >
            <div style={{ width: `${(100 * line.clips) / line.shots}%` }} />
          </div>
        )}
      </div>
      <div className="cardText">
        <Link href={addresses.project(line.id)} className="cardLink clip2">
          {title}
        </Link>
        <StateBadge
          state={line.state}
          blockedOn={line.blockedOn}
          isPlan={line.state === 'done' && line.film === null && line.clips === 0}
          isOutdated={line.state === 'done' && line.film === null && line.clips > 0}
        />
        <div className="cardFacts dim">
          <span>
            {isRunning(line.state) && line.shots > 0
              ? words.projects.clips(line.clips, line.shots)
              : words.projects.shots(line.shots)}
          </span>
          <time dateTime={line.createdAt} title={words.moment(line.createdAt)}>
            {words.ago(line.createdAt)}
          </time>
          {line.spent.length > 0 && <span>{words.sums(line.spent)}</span>}
          {line.surface !== 'studio' && <span>{words.projects.via(line.surface)}</span>}
        </div>
      </div>
      <Checkbox
        className="cardChoice"
        aria-label={words.projects.choose(title)}
        checked={isChosen}
        onChange={() => onChoose(line.id)}
      />
    </li>
  );
});
