let chosen: string | null = null;

/**
 * Whom the next visitor of the page for writing wants to write to. In memory alone: browsers write down every address, and
 * what is written there may go on anonymously.
 */
export function chooseDepartment(id: string | null): void {
  chosen = id;
}

export function chosenDepartment(): string | null {
  return chosen;
}
