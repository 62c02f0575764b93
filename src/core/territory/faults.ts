import type { Territory } from '../../contract/territory.ts';
import type { TerritoryRemark } from '../../contract/territory-version.ts';
import { readLists, readTopic } from './topic.ts';

/** Why a territory cannot run as it is: queries and lists that cannot be read, names used twice or not there. */
export function territoryFaults(territory: Territory): TerritoryRemark[] {
  const { lists, faults } = readLists(territory.lists);
  const topics = (['topics', 'noGo'] as const).flatMap((kind) =>
    territory[kind].map(({ id, query }, i) => ({ id, query, path: `${kind}.${i}` })),
  );
  const known = new Set(topics.map(({ id }) => id));
  return [
    ...topics.flatMap(({ id, path }, i) =>
      topics.findIndex((other) => other.id === id) < i ? [fault(`${path}.id`, usedTwice(id))] : [],
    ),
    ...faults.map(({ list, entry, error }) => fault(`lists.${list}.${entry}`, error.message, error.from)),
    ...topics.flatMap(({ query, path }) => {
      const read = readTopic(query, lists);
      return 'errors' in read ? read.errors.map(({ from, message }) => fault(`${path}.query`, message, from)) : [];
    }),
    ...(['match', 'miss'] as const).flatMap((kind) => exampleFaults(territory, kind, known)),
  ];
}

function exampleFaults(territory: Territory, kind: 'match' | 'miss', known: ReadonlySet<string>): TerritoryRemark[] {
  return territory.examples[kind].flatMap((example, i) => {
    const path = `examples.${kind}.${i}`;
    const isEmpty = !example.title && !example.text && !example.url;
    const unknown = example.topics.filter((topic) => !known.has(topic));
    return [
      ...(isEmpty ? [fault(path, EMPTY)] : []),
      ...unknown.map((topic) => fault(`${path}.topics`, noTopic(topic))),
    ];
  });
}

type Sentence = TerritoryRemark['message'];

const fault = (path: string, message: Sentence, from: number | null = null): TerritoryRemark => ({
  ...{ path, from, message },
});

const EMPTY: Sentence = {
  en: 'an example needs a title, a text or an address',
  fr: 'un exemple demande un titre, un texte ou une adresse',
};
const usedTwice = (id: string): Sentence => ({
  en: `the id "${id}" is used twice: give one of the topics another`,
  fr: `l’identifiant « ${id} » sert deux fois : donnez-en un autre à l’un des sujets`,
});
const noTopic = (id: string): Sentence => ({
  en: `an example names the topic "${id}", which is not there: take it out of the example`,
  fr: `un exemple nomme le sujet « ${id} », qui n’existe pas : retirez-le de l’exemple`,
});
