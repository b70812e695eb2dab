import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALES, type Me } from '../../../lib/contract.js';
import { switchLanguage } from '../../../lib/languages.js';
import { isLocale } from '../../../lib/localised.js';
import { meQuery, worksTickets, leadsTickets } from '../../../lib/me.js';
import { asProblem } from '../../../lib/problem.js';
import { useShortcutsSwitch } from '../../../lib/shortcuts.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { sayDone } from '../../../ui/toasts.js';
import { changeMe, type MyChange } from '../api/change-me.js';
import { instantOfLocal, localOfInstant } from '../../../lib/local-instant.js';

function timeZones(current: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(current) ? zones : [current, ...zones];
}

export function SettingsForm({ me }: { me: Me }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [locale, setLocale] = useState<string>(me.locale);
  const [timeZone, setTimeZone] = useState(me.timeZone);
  const [from, setFrom] = useState(localOfInstant(me.absentFrom, me.timeZone));
  const [until, setUntil] = useState(localOfInstant(me.absentUntil, me.timeZone));
  const [hasShortcuts, setShortcuts] = useShortcutsSwitch();
  const save = useMutation({
    networkMode: 'always',
    mutationFn: () => {
      const change: MyChange = { timeZone };
      if (isLocale(locale)) change.locale = locale;
      if (worksTickets(me) || leadsTickets(me)) {
        change.absentFrom = instantOfLocal(from, timeZone);
        change.absentUntil = instantOfLocal(until, timeZone);
      }
      return changeMe(change, me.version);
    },
    onSuccess: async (changed) => {
      client.setQueryData(meQuery.queryKey, changed);
      await switchLanguage(changed.locale);
      sayDone(t('settings.saved'));
    },
    onError: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
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
          onChange={(value) => setLocale(value ?? me.locale)}
        />
        <Select
          label={t('settings.time-zone')}
          description={t('settings.time-zone-why')}
          searchable
          allowDeselect={false}
          limit={60}
          data={timeZones(me.timeZone)}
          value={timeZone}
          onChange={(value) => setTimeZone(value ?? me.timeZone)}
        />
        {worksTickets(me) || leadsTickets(me) ? (
          <Group grow align="flex-start">
            <TextInput
              type="datetime-local"
              label={t('settings.absent-from')}
              description={t('settings.absent-why')}
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label={t('settings.absent-until')}
              description={t('settings.absent-clear')}
              value={until}
              error={from !== '' && until !== '' && until <= from ? t('settings.absent-order') : null}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
          </Group>
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
