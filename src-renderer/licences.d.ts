declare module 'virtual:licences' {
  /** A package that is part of what is shipped, with the text that its licence asks to be handed on. */
  export interface Licence {
    readonly name: string;
    readonly version: string;
    /** As its package says: `MIT`, `Apache-2.0`. */
    readonly licence: string;
    readonly text: string;
  }
  export const licences: readonly Licence[];
}
