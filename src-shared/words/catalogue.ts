/** Sentences by key. */
export type Catalogue = Readonly<Record<string, string>>;

type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
/** The areas of a shelf as one catalogue. */
export type Merged<Shelf> = AllOf<Shelf[keyof Shelf]>;

/** All sentences of a shelf, which is a file that re-exports its areas. */
export function merge<Shelf extends Readonly<Record<string, Catalogue>>>(shelf: Shelf): Merged<Shelf> {
  return Object.assign({}, ...Object.values(shelf)) as Merged<Shelf>;
}

type Stem<Key> = Key extends `${infer S}_one` | `${infer S}_other` ? S : never;
type Plain<Key> = Key extends `${string}_one` | `${string}_other` ? never : Key;
type Form = 'one' | 'few' | 'many' | 'other';

/** The Russian of an English area: each key, and four forms where a count chooses. A missing or needless key does not compile. */
export type Russian<English> = Readonly<
  Record<Plain<keyof English> | `${Stem<keyof English>}_${Form}`, string>
>;

/** The Russian of an English shelf: each area, whole. */
export type RussianShelf<English> = { readonly [Area in keyof English]: Russian<English[Area]> };
