/** What a page says from the start of mute and sounds; the rest is in `hush-views.ts`. */
export const hush = {
  'mute.open': 'Mute',
  'mute.announce': 'Everything is muted until {{time}}.',
  'sound.own-missing': 'the file is gone',
  'error.sound-too-large': 'That file is larger than {{most}} MB. Choose a shorter sound.',
} as const;
