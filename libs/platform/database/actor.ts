/** Who causes a change. An anonymous author will be a third kind: a key, never a person. */
export type Actor =
  { readonly kind: 'person'; readonly personId: string } | { readonly kind: 'system'; readonly name: string };
