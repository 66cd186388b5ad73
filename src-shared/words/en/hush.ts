/** What a page says from the start of mute and sounds; the rest is in `hush-views.ts`. */
export const hush = {
  'mute.open': 'Mute',
  'mute.announce': 'Everything is muted until {{time}}.',
  'sound.own-missing': 'the file is gone',
  'error.sound-too-large': 'That file is larger than {{most}} MB. Choose a shorter sound.',
  'notice.sound-stand-in':
    'Your sound could not be played ({{cause}}), so another one is heard in its place. Choose it again in the settings.',
} as const;
