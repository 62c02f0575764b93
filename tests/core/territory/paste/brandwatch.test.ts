import { describe, expect, it } from '@jest/globals';
import { pasteBrandwatch } from '../../../../src/core/territory/paste/brandwatch.ts';
import { parseQuery } from '../../../../src/core/territory/parse.ts';

const SAME: [theirs: string, ours: string, kinds: string[]][] = [
  ['chocolate AND (praline OR ganache) AND NOT job*', 'chocolate AND (praline OR ganache) AND NOT job*', []],
  ['stade NEAR/5f panne', 'stade ONEAR/5 panne', ['same']],
  ['stade NEAR/5 panne', 'stade NEAR/5 panne', []],
  ['"power cut"~5', '"power cut"~5', []],
  ['“power cut”', '"power cut"', []],
  ['"power cut stadium"~5', '((power NEAR/5 cut) AND (cut NEAR/5 stadium))', ['near']],
  ['(power cut)~7', '(power NEAR/7 cut)', ['same']],
  ['"world cup*"', '(world ONEAR/0 cup*)', ['same']],
  ['raw:"BT" OR {EE}', 'raw:"BT" OR {EE}', []],
  ['title:chocolate', 'title:chocolate', []],
  ['cake AND site:bbc.co.uk', 'cake AND site:bbc.co.uk', []],
  ['cake AND site:*.bbc.co.uk', 'cake AND site:bbc.co.uk', ['same']],
  ['cake AND author:mary_berry', 'cake AND author:mary_berry', []],
  ['cake AND country:gbr', 'cake AND country:gb', ['same']],
  ['cake AND language:fr', 'cake AND lang:fr', ['same']],
  ['hashtags:bakeoff OR at_mentions:maryberry', '#bakeoff OR @maryberry', ['same', 'same']],
  ['cake AND engagementType:RETWEET', 'cake AND is:repost', ['same']],
  ['cake AND authorFollowers:[1000 TO *]', 'cake AND followers:>=1000', ['same']],
  ['cake AND authorFollowers:[10 TO 50]', 'cake AND followers:10..50', ['same']],
  ['cake AND pageType:news', 'cake AND kind:news', ['same']],
  ['cake AND pageType:twitter', 'cake AND kind:post', ['near']],
  ['cake AND links:"https://example.org/a"', 'cake AND url:"https://example.org/a"', ['same']],
  ['cake AND links:"example.org"', 'cake AND site:example.org', ['near']],
  ['<<<sweets>>> cake', '/*sweets*/ cake', []],
];

describe('a query pasted in Brandwatch’s syntax', () => {
  it.each(SAME)('%s', (theirs, ours, kinds) => {
    const { query, notes } = pasteBrandwatch(theirs);
    expect(query).toBe(ours);
    expect(notes.map(({ kind }) => kind)).toEqual(kinds);
    expect(parseQuery(query)).toHaveProperty('query');
  });

  it.each(['sentiment:negative', 'gender:female', 'region:usa.ny', 'url:"*bbc*sport*"', 'engagementType:QUOTE'])(
    'names what has no counterpart and leaves it where it was: %s',
    (clause) => {
      const { query, notes } = pasteBrandwatch(`cake AND ${clause} AND tea`);
      expect(query).toBe(`cake AND ${clause} AND tea`);
      expect(notes).toMatchObject([{ kind: 'unknown', from: 9, to: 9 + clause.length }]);
      expect(notes[0]!.message.en).toContain(clause);
    },
  );
});
