import { describe, expect, it } from '@jest/globals';
import { createFakeTerritories } from '../../support/fake-territories.ts';
import { sayYamlFault } from '../../../src/console/screens/territory/transfer/say-yaml-fault.ts';
import { setUpWords } from '../../../src/console/words/set-up.ts';
import { Territory } from '../../../src/contract/territory.ts';

const RULE = 'brand: sorbier\ntopics: [{ id: tea, label: Tea, query: tea }]';
const topic = (more: string) => `brand: sorbier\ntopics:\n  - id: tea\n    label: Tea\n    query: tea\n    ${more}`;
const territory = Territory.parse({ brand: 'sorbier', topics: [{ id: 'tea', label: 'Tea', query: 'tea' }] });
const desk = createFakeTerritories({ territory, clock: () => 0 });

describe('what is wrong in an imported territory', () => {
  async function faultsOf(yaml: string) {
    const done = await desk.importYaml('sorbier', 'robin', { yaml, revision: 0, anyway: true });
    return 'yamlFaults' in done ? done.yamlFaults : [];
  }

  it.each([
    ['', 'Le texte est vide'],
    ['brand: sorbier', '« topics » manque : écrivez une liste.'],
    [RULE.replace('sorbier', 'otterbeck'), 'C’est le territoire de « otterbeck »'],
    [`${RULE}\nexempels: {}`, 'Est-ce « examples » ?'],
    [`${RULE}\nzzz: {}`, 'Il n’y a pas ici de champ « zzz ». Ceux qui existent : brand, topics'],
    [RULE.replace('id: tea', 'id: Thé'), '« topics[0].id » : utilisez 1 à 63 minuscules'],
    [RULE.replace('label: Tea', 'label: [a]'), '« topics[0].label » : écrivez ici du texte ; on y trouve une liste.'],
    [topic('weight: 3'), '« topics[0].weight » : écrivez ici un nombre jusqu’à 1 ; on y trouve 3.'],
    [topic('weight: -1'), 'écrivez ici un nombre à partir de 0 ; on y trouve -1.'],
    [topic('minimumAuthors: 1.5'), 'écrivez ici un nombre entier ; on y trouve 1.5.'],
    [topic('sensitivity: wild'), 'écrivez ici une valeur parmi low, normal, high ; on y trouve "wild".'],
    [topic('languages: [french!]'), 'écrivez le code d’une langue'],
    [topic('activeHours: { from: soon, to: "20:00" }'), 'écrivez une heure, comme 07:30 ; on y trouve "soon".'],
    [topic('activeHours: { from: "08:00", to: "20:00", days: [] }'), 'une liste d’au moins 1'],
    [RULE.replace('label: Tea', 'label: ""'), 'au moins 1 caractère ;'],
    [topic('lists: 1').replace('lists', 'weight: 1\n    weight'), 'Le même champ est écrit deux fois'],
    [topic('\tweight: 1'), 'tabulation'],
    [`${RULE.slice(0, -2)}`, 'Il manque'],
    [RULE.replace('query: tea', 'query: tea ('), 'topics.0.query'],
  ])('is said in French, with what to do: %j', async (yaml, said) => {
    const words = await setUpWords({ getItem: () => 'fr' }, []);
    const [fault] = await faultsOf(yaml);
    const { line, column, message, told } = fault!;
    const sentence = sayYamlFault(words.t, 'fr', { path: `${line}:${column}`, message, ...told });
    expect(sentence.replaceAll(/[\u202f\u00a0]/g, ' ')).toContain(said);
    expect(sentence).not.toMatch(/\{\{|expected|found|missing/);
  });
});
