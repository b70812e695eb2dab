import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nowMillis } from '../../../lib/browser-clock.js';
import { useSentences } from '../../../lib/sentences.js';
import type { Conditions } from '../client/messages.js';
import classes from './anonymous.module.css';

/** From so many on it is some, from so many on it is many. */
const SOME = 30;
const MANY = 200;
const LEVELS = ['few', 'some', 'many'] as const;

function levelOf(crowd: number | null): (typeof LEVELS)[number] {
  if (crowd === null || crowd < SOME) return 'few';
  return crowd < MANY ? 'some' : 'many';
}

/** How many people could have written this, from what every browser knows anyway; nothing is known yet of a release after the next. */
export function CrowdMeter({ conditions }: { conditions: Conditions | null }) {
  const { t, i18n } = useTranslation();
  const sentences = useSentences();
  if (conditions === null) return null;
  const { release } = conditions;
  const crowd = nowMillis() < conditions.crowd.until ? conditions.crowd.people : null;
  const level = levelOf(crowd);
  const lit = LEVELS.indexOf(level);
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <section className={classes['meter']} data-level={level}>
      <h2>
        <IconUsersGroup size={17} aria-hidden /> {t('anonymous.crowd.title')}
      </h2>
      <p className={classes['meterNumber']}>
        <strong>
          {crowd === null
            ? t('anonymous.crowd.too-few')
            : t('anonymous.crowd.at-least', { people: number.format(crowd) })}
        </strong>
        <span>{t(`anonymous.crowd.${level}`)}</span>
      </p>
      <div className={classes['meterBar']} aria-hidden>
        {LEVELS.map((one, index) => (
          <span key={one} data-lit={index <= lit} />
        ))}
      </div>
      <p className={classes['what']}>
        {sentences(
          t(`anonymous.crowd.${level}-what`),
          t('anonymous.crowd.counted'),
          release.leastEmployees > 0
            ? t('anonymous.crowd.least', { people: number.format(release.leastEmployees) })
            : '',
        )}
      </p>
    </section>
  );
}
