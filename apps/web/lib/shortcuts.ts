import { useHotkeys, useLocalStorage } from '@mantine/hooks';

/** Whether single keys do something: kept on this device until sign-out clears it. */
export function useShortcutsSwitch(): [boolean, (areOn: boolean) => void] {
  // Without a default, which would be written to the disk of everybody who never chose.
  const [chosen, choose] = useLocalStorage<boolean | undefined>({ key: 'huiyin.shortcuts' });
  return [chosen ?? true, choose];
}

/**
 * Single keys by their place on the keyboard, so that they are the same under a Russian layout; `?` by what it types.
 * None while a dialog is open, nor where somebody types.
 */
export function useShortcuts(keys: readonly (readonly [key: string, act: () => void])[]): void {
  const [areOn] = useShortcutsSwitch();
  useHotkeys(
    keys.map(([key, act]) => [
      key,
      (event) => {
        if (!areOn && key !== 'Escape') return;
        if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
        event.preventDefault();
        act();
      },
      { usePhysicalKeys: !key.endsWith('?'), preventDefault: false },
    ]),
  );
}
