const FAULTY = '[aria-invalid="true"], [data-invalid] input';
const FIELDS = 'textarea, input:not([type="hidden"])';

/** Brings whoever tried to send to the first field that keeps them from it; call it once the errors are shown. */
export function focusFirstFault(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>(FAULTY)?.focus();
}

/** So that whoever opened a form can type at once. */
export function focusFirstField(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>(FIELDS)?.focus();
}

/** So that whoever has nothing left to fill in can send it. */
export function focusLastButton(form: HTMLElement | null): void {
  [...(form?.querySelectorAll('button') ?? [])].at(-1)?.focus();
}
