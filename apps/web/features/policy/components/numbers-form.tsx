import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFaultText } from '../../../lib/fault-text.js';
import type { PolicyFault, PolicyNumbers } from '../api/policy.js';
import { OverridesField } from './overrides-field.js';
import { numberName } from './policy-words.js';
import { WorkingTimeField } from './working-time-field.js';
import classes from './policy.module.css';

const LEGS = ['acknowledge', 'answer', 'escalated-answer', 'redo', 'confirmation'] as const;

interface NumbersFormProps {
  value: PolicyNumbers;
  dayMinutes: number;
  faults: readonly PolicyFault[];
  onChange: (numbers: PolicyNumbers) => void;
}

/** Every number of the policy, with what is wrong with it beside it. */
export function NumbersForm({ value, dayMinutes, faults, onChange }: NumbersFormProps) {
  const { t } = useTranslation();
  const faultOf = useFaultText();
  const faultAt = (path: string): string | null => {
    const fault = faults.find(({ field }) => field === path);
    return fault ? faultOf(fault) : null;
  };
  const count = (
    name: 'transfers-before-coordinator' | 'redos-before-higher-level',
    field: 'transfersBeforeCoordinator' | 'redosBeforeHigherLevel',
  ) => (
    <NumberInput
      label={t(`policy.number.${name}`)}
      value={value[field]}
      hideControls
      error={faultAt(field)}
      onChange={(typed) => onChange({ ...value, [field]: Number(typed) })}
    />
  );
  const bulletinCount = (name: string, field: 'redos' | 'monthlyDepartments' | 'smallestGroup') => (
    <NumberInput
      label={t(`policy.number.bulletin-${name}`)}
      value={value.bulletin[field]}
      hideControls
      error={faultAt(`bulletin.${field}`)}
      onChange={(typed) => onChange({ ...value, bulletin: { ...value.bulletin, [field]: Number(typed) } })}
    />
  );
  return (
    <div className={classes['numbers']}>
      {LEGS.map((leg) => (
        <fieldset key={leg} className={classes['group']}>
          <legend>{t(`leg.${leg}`)}</legend>
          <div className={classes['fields']}>
            {value.levels.map((level, index) =>
              level.leg === leg ? (
                <WorkingTimeField
                  key={level.urgency}
                  label={t(`urgency.${level.urgency}`)}
                  value={level.workingMinutes}
                  dayMinutes={dayMinutes}
                  error={faultAt(`levels.${leg}.${level.urgency}`)}
                  onChange={(workingMinutes) =>
                    onChange({
                      ...value,
                      levels: value.levels.map((one, at) =>
                        at === index ? { ...one, workingMinutes } : one,
                      ),
                    })
                  }
                />
              ) : null,
            )}
          </div>
        </fieldset>
      ))}
      <fieldset className={classes['group']}>
        <legend>{t('policy.overrides')}</legend>
        <p className={classes['dim']}>{t('policy.overrides-what')}</p>
        <OverridesField
          value={value.overrides}
          dayMinutes={dayMinutes}
          faults={faults}
          onChange={(overrides) => onChange({ ...value, overrides })}
        />
      </fieldset>
      <fieldset className={classes['group']}>
        <legend>{t('policy.ladder')}</legend>
        <div className={classes['fields']}>
          {value.ladder.map((step, index) => {
            const label = numberName(t, `${step.leg}.${step.kind}`);
            const error = faultAt(`ladder.${step.leg}.${step.kind}`);
            const change = (part: Partial<typeof step>): void =>
              onChange({
                ...value,
                ladder: value.ladder.map((one, at) => (at === index ? { ...one, ...part } : one)),
              });
            if (step.share !== undefined)
              return (
                <NumberInput
                  key={`${step.leg} ${step.kind}`}
                  label={label}
                  value={Number((step.share * 100).toFixed(2))}
                  suffix=" %"
                  hideControls
                  error={error}
                  onChange={(typed) => change({ share: Number((Number(typed) / 100).toFixed(4)) })}
                />
              );
            if (step.workingMinutesAfterDue === undefined) return null;
            return (
              <WorkingTimeField
                key={`${step.leg} ${step.kind}`}
                label={label}
                value={step.workingMinutesAfterDue}
                dayMinutes={dayMinutes}
                error={error}
                onChange={(workingMinutesAfterDue) => change({ workingMinutesAfterDue })}
              />
            );
          })}
        </div>
      </fieldset>
      <fieldset className={classes['group']}>
        <legend>{t('policy.limits')}</legend>
        <div className={classes['fields']}>
          <WorkingTimeField
            label={t('policy.number.pause-limit')}
            value={value.pauseLimitWorkingMinutes}
            dayMinutes={dayMinutes}
            error={faultAt('pauseLimitWorkingMinutes')}
            onChange={(pauseLimitWorkingMinutes) => onChange({ ...value, pauseLimitWorkingMinutes })}
          />
          <WorkingTimeField
            label={t('policy.number.extension-limit')}
            value={value.extensionLimitWorkingMinutes}
            dayMinutes={dayMinutes}
            error={faultAt('extensionLimitWorkingMinutes')}
            onChange={(extensionLimitWorkingMinutes) => onChange({ ...value, extensionLimitWorkingMinutes })}
          />
          {count('transfers-before-coordinator', 'transfersBeforeCoordinator')}
          {count('redos-before-higher-level', 'redosBeforeHigherLevel')}
        </div>
      </fieldset>
      <fieldset className={classes['group']}>
        <legend>{t('policy.bulletins')}</legend>
        <div className={classes['fields']}>
          <WorkingTimeField
            label={t('policy.number.bulletin-overdue')}
            value={value.bulletin.overdueWorkingMinutes}
            dayMinutes={dayMinutes}
            error={faultAt('bulletin.overdueWorkingMinutes')}
            onChange={(overdueWorkingMinutes) =>
              onChange({ ...value, bulletin: { ...value.bulletin, overdueWorkingMinutes } })
            }
          />
          {bulletinCount('redos', 'redos')}
          {bulletinCount('departments', 'monthlyDepartments')}
          {bulletinCount('smallest-group', 'smallestGroup')}
        </div>
      </fieldset>
    </div>
  );
}
