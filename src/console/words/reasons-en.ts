/** Reasons in words, by their codes. */
export const reasons = {
  gate: {
    go: 'Nothing speaks against it',
    review: 'A person must look first',
    block: 'The brand may not speak about this',
  },
  fit: {
    topics: 'Falls into: {{topics}}',
    title: 'The words stand in the title',
    body: 'The words stand in the text only',
  },
  pulse: {
    burst_one:
      '{{count, number}} in {{minutes, number}} min, where {{usual, number(maximumFractionDigits: 1)}} are usual',
    burst_other:
      '{{count, number}} in {{minutes, number}} min, where {{usual, number(maximumFractionDigits: 1)}} are usual',
    term_one:
      '“{{term}}”: {{count, number}} in {{minutes, number}} min, where {{usual, number(maximumFractionDigits: 1)}} are usual',
    term_other:
      '“{{term}}”: {{count, number}} in {{minutes, number}} min, where {{usual, number(maximumFractionDigits: 1)}} are usual',
    topic_one:
      'The whole topic “{{topic}}” is up: {{count, number}} in {{minutes, number}} min, where {{usual, number(maximumFractionDigits: 1)}} are usual',
    topic_other:
      'The whole topic “{{topic}}” is up: {{count, number}} in {{minutes, number}} min, where {{usual, number(maximumFractionDigits: 1)}} are usual',
    momentum:
      'A post gathers {{perMinute, number(maximumFractionDigits: 1)}} likes a minute, where {{usual, number(maximumFractionDigits: 1)}} are usual: {{percent, number(maximumFractionDigits: 0)}}% of such posts pass {{big, number}}',
    authors_one: '{{count, number}} author',
    authors_other: '{{count, number}} different authors',
    outlets_one: '{{count, number}} outlet',
    outlets_other: '{{count, number}} different outlets',
    flood: 'Few people post a lot: {{postsPerAuthor, number(maximumFractionDigits: 1)}} posts per author',
    copies_one: '{{count, number}} copy of the same text',
    copies_other: '{{count, number}} copies of the same text',
  },
  chance: {
    'in-time_one':
      'In time in {{percent, number(maximumFractionDigits: 0)}}% of cases: {{count, number}} min left, you usually need {{reactivity, number}} min',
    'in-time_other':
      'In time in {{percent, number(maximumFractionDigits: 0)}}% of cases: {{count, number}} min left, you usually need {{reactivity, number}} min',
    'too-late': 'Too late: the window closes before you usually answer',
  },
  held: {
    sibling: 'Kept quiet: part of “{{title}}”, which has alerted already',
    cooling_one: 'Kept quiet for {{count, number}} min: “{{title}}” has just alerted on the same topic',
    cooling_other: 'Kept quiet for {{count, number}} min: “{{title}}” has just alerted on the same topic',
  },
  event_one: '{{event}}: {{count, number}} post, {{percent, number(maximumFractionDigits: 0)}}% of the story',
  event_other: '{{event}}: {{count, number}} posts, {{percent, number(maximumFractionDigits: 0)}}% of the story',
  'no-go_one': 'Forbidden topic “{{label}}”: {{count, number}} post',
  'no-go_other': 'Forbidden topic “{{label}}”: {{count, number}} posts',
  'first-person_one': '{{count, number}} person tells what happened to them',
  'first-person_other': '{{count, number}} people tell what happened to them',
  'single-source': 'Only one source so far',
  unconfirmed: 'Not confirmed yet',
  'nothing-grave': 'Nothing grave found in the posts',
  innocent: '“{{word}}” is used in a harmless sense here',
  expired: 'Its window is over',
  faded: 'Nobody speaks about it any more',
  merged: 'Became part of a bigger story',
  'too-late': 'No longer possible to answer in time',
};

/** Every language says the same; a missing or superfluous sentence fails the type check. */
export type Reasons = typeof reasons;
