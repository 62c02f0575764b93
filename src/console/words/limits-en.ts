/** What a post may hold. The keys of `warning` are the codes of the counter. */
export const limits = {
  warning: {
    'too-many-bytes':
      '{{over, number}} bytes too many: it takes {{count, number}}, and {{most, number}} are allowed however few characters are seen.',
    'too-many-links': '{{count, number}} different links: more than {{most, number}} are refused.',
    'too-many-tags': '{{count, number}} hashtags: more than {{most, number}} are refused.',
    'tags-overlooked': '{{count, number}} hashtags: this platform reads no more than {{most, number}}.',
    'too-many-mentions': '{{count, number}} mentions: more than {{most, number}} are refused.',
    'forbidden-character': 'This platform refuses a post with {{characters}}.',
    'narrow-space_one': 'A narrow no-break space counts 2 on X; an ordinary no-break space counts 1.',
    'narrow-space_other':
      '{{count, number}} narrow no-break spaces count 2 each on X; an ordinary no-break space counts 1.',
    'costs-two': 'Counts 2 on X: {{characters}}',
    'long-emoji': 'X’s own counter may take this for several emoji: {{characters}}',
    'broken-character_one': 'Half of a character stands alone and will be shown as a question mark.',
    'broken-character_other': '{{count, number}} halves of characters stand alone and will be shown as question marks.',
  },
};
