import { IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip, type IconPart, type Tone } from '../../../ui/chip.js';
import { Section } from '../../../ui/page.js';
import classes from './promise-page.module.css';
import { MORE, SEEKERS, TO_KNOW, TOP, type Seeker, type Sentence } from './sentences.js';

const VERDICTS: Readonly<Record<Seeker['verdict'], { tone: Tone; icon: IconPart }>> = {
  no: { tone: 'done', icon: IconCheck },
  perhaps: { tone: 'wait', icon: IconHelp },
  yes: { tone: 'late', icon: IconX },
};

/** What is promised about anonymity, against whom, what is not, and behind each sentence how it is checked. */
export function PromisePage() {
  const { t } = useTranslation();
  return (
    <>
      {TOP.map((sentence, index) => (
        <div key={sentence.key} className={index === 0 ? classes['promise'] : classes['said']}>
          <p>{t(`anonymity.truth.top.${sentence.key}.says`)}</p>
          <Check of={sentence} group="top" />
        </div>
      ))}
      <Section title={t('anonymity.truth.who-title')}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('anonymity.truth.who-is')}</th>
              <th scope="col">{t('anonymity.truth.verdict-is')}</th>
              <th scope="col">{t('anonymity.truth.because')}</th>
            </tr>
          </thead>
          <tbody>
            {SEEKERS.map((seeker) => (
              <tr key={seeker.key}>
                <th scope="row">{t(`anonymity.truth.who.${seeker.key}.who`)}</th>
                <td>
                  <Chip {...VERDICTS[seeker.verdict]}>{t(`anonymity.truth.verdict.${seeker.verdict}`)}</Chip>
                </td>
                <td>
                  {t(`anonymity.truth.who.${seeker.key}.why`)}
                  <Check of={seeker} group="who" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title={t('anonymity.truth.more-title')}>
        <Sentences of={MORE} group="more" />
      </Section>
      <Section title={t('anonymity.truth.know-title')}>
        <Sentences of={TO_KNOW} group="know" />
      </Section>
    </>
  );
}

function Sentences({ of, group }: { of: readonly Sentence[]; group: string }) {
  const { t } = useTranslation();
  return (
    <ul className={classes['list']}>
      {of.map((sentence) => (
        <li key={sentence.key}>
          {t(`anonymity.truth.${group}.${sentence.key}.says`)}
          <Check of={sentence} group={group} />
        </li>
      ))}
    </ul>
  );
}

function Check({ of: { key, tests }, group }: { of: Sentence; group: string }) {
  const { t } = useTranslation();
  return (
    <details className={classes['check']}>
      <summary>{t('anonymity.truth.how')}</summary>
      {tests.length === 0 ? (
        <p>{t('anonymity.truth.no-test')}</p>
      ) : (
        <>
          <p>{t(`anonymity.truth.${group}.${key}.how`)}</p>
          <ul lang="en" translate="no">
            {tests.map(({ file, name }) => (
              <li key={name}>
                {name} <code>{file}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
