import { Alert, Button, Group, Modal, NumberInput, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalised } from '../../../lib/localised.js';
import { useWrite } from '../../../lib/use-write.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import {
  holidayCountriesQuery,
  proposeYear,
  type ProposalWish,
  type YearProposal,
} from '../api/calendars.js';
import { useCalendarWords } from './calendar-words.js';
import classes from './calendars.module.css';

interface ProposalDialogProps {
  calendarId: string;
  firstYear: number;
  onClose: () => void;
  onTake: (proposal: YearProposal) => void;
}

/** The holidays of a year as a package knows them, to be looked at before they are taken into the draft. */
export function ProposalDialog({ calendarId, firstYear, onClose, onTake }: ProposalDialogProps) {
  const { t, i18n } = useTranslation();
  const localised = useLocalised();
  const words = useCalendarWords();
  const countries = useQuery(holidayCountriesQuery).data ?? [];
  const [wish, setWish] = useState<ProposalWish>({ year: firstYear, country: 'CN', region: null });
  const ask = useWrite((wanted: ProposalWish) => proposeYear(calendarId, wanted));
  const names = new Intl.DisplayNames(i18n.language, { type: 'region', fallback: 'code' });
  const regions = countries.find(({ code }) => code === wish.country)?.regions ?? [];
  const change = (part: Partial<ProposalWish>): void => {
    setWish({ ...wish, ...part });
    ask.reset();
  };
  const proposal = ask.data;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('calendars.propose')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Group align="flex-end" grow preventGrowOverflow={false}>
          <NumberInput
            label={t('calendars.year')}
            min={2000}
            max={2100}
            allowDecimal={false}
            value={wish.year}
            onChange={(value) => change({ year: Number(value) })}
          />
          <Select
            label={t('calendars.country')}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('common.nothing-found')}
            data={countries
              .map(({ code }) => ({ value: code, label: names.of(code) ?? code }))
              .sort((a, b) => a.label.localeCompare(b.label, i18n.language))}
            value={wish.country}
            onChange={(country) => change({ country: country ?? 'CN', region: null })}
          />
          {regions.length > 0 ? (
            <Select
              label={t('calendars.region')}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': t('common.clear') }}
              placeholder={t('calendars.whole-country')}
              data={regions.map(({ code, name }) => ({ value: code, label: name }))}
              value={wish.region}
              onChange={(region) => change({ region })}
            />
          ) : null}
        </Group>
        <Group justify="flex-end">
          <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate(wish)}>
            {t('calendars.look-up')}
          </Button>
        </Group>
        <ProblemNote problem={ask.error} />
        {proposal ? (
          <>
            <Alert role="status" variant="outline" color={proposal.state === 'announced' ? 'jade' : 'yellow'}>
              {t(`calendars.source.${proposal.source}`, { year: proposal.year })}
            </Alert>
            <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('calendars.propose')}>
              <ul className={classes['list']}>
                {proposal.days.map((day) => (
                  <li key={day.date}>
                    <span className={classes['when']}>{words.day(day.date)}</span>
                    <span className={classes['what']}>
                      {localised(day.name)} <small>{t(`calendars.kind.${day.kind}`)}</small>
                    </span>
                  </li>
                ))}
              </ul>
            </div>
            <Group justify="flex-end">
              <Button onClick={() => onTake(proposal)}>{t('calendars.take')}</Button>
            </Group>
          </>
        ) : null}
      </Stack>
    </Modal>
  );
}
