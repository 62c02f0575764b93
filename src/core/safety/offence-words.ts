/** Languages in which offence is read. */
export const OFFENCE_LANGUAGES = ['en', 'fr'] as const;
export type OffenceLanguage = (typeof OFFENCE_LANGUAGES)[number];

/**
 * What harmless words do beside a charged one. `you`, `me`, `they`: who is spoken of. `group`: people by what they are.
 * `telling`: words about words, so that the charged one is quoted. `kind`: what stands before an insult. `must`: what
 * turns a verb into a demand. `warm`: praise and laughter. `not`, `be`, `all`, `out`, `ours`: negation, being, generality,
 * expulsion, possession by us.
 */
const WORDS: Record<OffenceLanguage, Record<string, string>> = {
  en: {
    you: 'you u ur your youre ya yall yourself yourselves yo y',
    me: 'i im my me mine myself',
    they: 'they them these those he she him her his their its it that this',
    be: 'is are re am was were be been s m',
    all: 'all every each always only just nothing most typical full lot',
    not: 'not no never don t doesn isn aren won nobody none without stop against',
    group:
      'women woman girls girl females female feminists men man boys muslims muslim islam jews jew jewish christians ' +
      'catholics gays gay lesbians lesbian trans transgender bisexual lgbt blacks black whites white africans african ' +
      'asians asian chinese indians indian pakistanis mexicans mexican latinos hispanics arabs arab turks poles romanians ' +
      'russians germans french immigrants immigrant migrants migrant refugees refugee foreigners foreigner disabled ' +
      'people folks americans europeans roma gypsies colored religion race natives indigenous poor homeless elderly ' +
      'old skin country kind',
    telling:
      'said says say called calling calls call word words term terms slur slurs insult insults insulted insulting ' +
      'shouting shouted yelled chanting quote quoted book film movie title titled album band song novel play show ' +
      'named means meaning language racist racism sexist homophobic abuse abused bullying banned fined report reported ' +
      'accused ok okay wrong unacceptable history museum etymology definition dictionary lyrics episode',
    kind: 'such a an of what bunch pack piece you another little big fat old dirty total complete absolute fucking',
    must: 'should must deserve deserves need needs gotta ought let lets someone somebody hope wish can could go get back',
    out: 'out away back home leave deport',
    warm:
      'love loved great good best amazing brilliant beautiful happy proud thank thanks congrats congratulations lol ' +
      'haha lmao yes nice awesome fantastic delicious perfect fun funny wow win won goal birthday welcome cute lovely',
    ours: 'we us our ours',
  },
  fr: {
    you: 'tu te t toi ton ta tes vous vos votre tes',
    me: 'je j moi me m mon ma mes',
    they: 'ils elles eux ces cette ce il elle leur leurs lui ca cet c',
    be: 'est es sont suis etes etait etaient sommes serait',
    all: 'tous toutes tout toute que chaque toujours qu rien ne',
    not: 'pas ne n jamais ni aucun sans non contre plus arreter',
    group:
      'femmes femme filles fille feministes hommes homme musulmans musulman musulmane islam juifs juif juive chretiens ' +
      'catholiques gays gay lesbiennes lesbienne homosexuels trans lgbt noirs noir noire noires blancs blanc blanche ' +
      'africains africain asiatiques asiatique chinois chinoise indiens mexicains arabes arabe maghrebins algeriens ' +
      'marocains tunisiens turcs roumains russes allemands anglais immigres immigre migrants migrant refugies refugie ' +
      'etrangers etranger etrangere handicapes handicape gens roms rom gitans gitan peuple religion race pays pauvres ' +
      'chomeurs vieux banlieue francais polonais sdf',
    telling:
      'dit dire disait mot mots terme insulte insultes insulter insulte traite traiter traitee traites appeler ' +
      'injure injures expression livre film titre album groupe chanson roman piece serie raciste racisme sexiste ' +
      'homophobe harcelement harceler cri crie banni sanctionne condamne signifie langue histoire musee definition ' +
      'dictionnaire paroles episode acceptable grave recette zoo',
    kind: 'espece bande tas sorte gros grosse sale vieille vieux petit petite pauvre vrai vraie vraiment un une des quel quelle',
    must: 'faut faudrait devrait devraient doit doivent merite meriter meritent qu allez va vas aller espere',
    out: 'dehors chez retourne retournez rentre rentrez parte partez virez',
    warm:
      'aime adore super beau belle genial geniale merci bravo mdr mdrr ptdr lol haha oui bien excellent parfait drole ' +
      'magnifique but gagne victoire anniversaire bienvenue mignon joli heureux fier trop delicieux bon bonne',
    ours: 'nous on nos notre',
  },
};

/** One letter a role; the first that names a word counts. */
const SIGNS: Record<string, string> = {
  group: 'G',
  telling: 'Q',
  not: 'N',
  you: 'Y',
  me: 'I',
  they: 'T',
  be: 'B',
  all: 'A',
  kind: 'K',
  must: 'M',
  out: 'O',
  warm: 'W',
  ours: 'U',
};

/** The sign of each word that has a role in the language. */
export function rolesOf(language: OffenceLanguage): ReadonlyMap<string, string> {
  const roles = new Map<string, string>();
  for (const [role, sign] of Object.entries(SIGNS)) {
    for (const word of WORDS[language][role]!.split(' ')) if (!roles.has(word)) roles.set(word, sign);
  }
  return roles;
}
