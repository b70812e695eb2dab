import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALES, type Me } from '../../../lib/contract.js';
import { switchLanguage } from '../../../lib/languages.js';
import { isLocale } from '../../../lib/localised.js';
import { leadsTickets, meQuery, readMeAgain, worksTickets } from '../../../lib/me.js';
import { asProblem } from '../../../lib/problem.js';
import { useShortcutsSwitch } from '../../../lib/shortcuts.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import { Fields } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { sayDone } from '../../../ui/toasts.js';
import { changeMe, type MyChange } from '../api/change-me.js';
import { instantOfLocal, localOfInstant } from '../../../lib/local-instant.js';

function timeZones(current: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(current) ? zones : [current, ...zones];
}

interface Settings {
  locale: string;
  timeZone: string;
  from: string;
  until: string;
}

/** What is not typed here follows what is known of the person, and is not sent. */
export function SettingsForm({ me }: { me: Me }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [hasShortcuts, setShortcuts] = useShortcutsSwitch();
  const [typed, setTyped] = useState<Partial<Settings>>({});
  const { locale, timeZone, from, until } = {
    locale: me.locale,
    timeZone: me.timeZone,
    from: localOfInstant(me.absentFrom, me.timeZone),
    until: localOfInstant(me.absentUntil, me.timeZone),
    ...typed,
  };
  const type = (part: Partial<Settings>): void => setTyped((old) => ({ ...old, ...part }));
  const save = useMutation({
    networkMode: 'always',
    mutationFn: () => {
      const change: MyChange = {};
      if (typed.timeZone !== undefined) change.timeZone = timeZone;
      if (typed.locale !== undefined && isLocale(locale)) change.locale = locale;
      // Both ends are times of the zone that stands beside them.
      const isOther = ['timeZone', 'from', 'until'].some((name) => name in typed);
      if (isOther && (worksTickets(me) || leadsTickets(me))) {
        change.absentFrom = instantOfLocal(from, timeZone);
        change.absentUntil = instantOfLocal(until, timeZone);
      }
      return changeMe(change, me.version);
    },
    onSuccess: async (changed) => {
      setTyped({});
      client.setQueryData(meQuery.queryKey, changed);
      await switchLanguage(changed.locale);
      // In the language that was chosen.
      sayDone(i18n.t('settings.saved'));
    },
    onError: () => readMeAgain(client),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={520}>
        <Select
          label={t('settings.language')}
          description={t('settings.language-why')}
          allowDeselect={false}
          data={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={locale}
          onChange={(value) => type({ locale: value ?? me.locale })}
        />
        <Select
          label={t('settings.time-zone')}
          description={t('settings.time-zone-why')}
          searchable
          allowDeselect={false}
          limit={60}
          data={timeZones(me.timeZone)}
          value={timeZone}
          onChange={(value) => type({ timeZone: value ?? me.timeZone })}
        />
        {worksTickets(me) || leadsTickets(me) ? (
          <Fields>
            <TextInput
              type="datetime-local"
              label={t('settings.absent-from')}
              description={t('settings.absent-why')}
              value={from}
              onChange={(event) => type({ from: event.currentTarget.value })}
            />
            <TextInput
              type="datetime-local"
              label={t('settings.absent-until')}
              description={t('settings.absent-clear')}
              value={until}
              error={from !== '' && until !== '' && until <= from ? t('settings.absent-order') : null}
              onChange={(event) => type({ until: event.currentTarget.value })}
            />
          </Fields>
        ) : null}
        <Switch
          label={t('settings.shortcuts')}
          description={t('settings.shortcuts-why')}
          checked={hasShortcuts}
          onChange={(event) => setShortcuts(event.currentTarget.checked)}
        />
        <ProblemNote problem={save.error ? asProblem(save.error) : null} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
