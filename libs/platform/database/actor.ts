/** Who causes a change. An anonymous author is a key, never a person. */
export type Actor =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'anonymous'; readonly publicKey: string }
  | { readonly kind: 'system'; readonly name: string };
