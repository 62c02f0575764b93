/** Words too common in English or French to tell one story from another, folded. */
const EN =
  'a about after again all also am an and any are as at be because been before being but by can cant could did do does ' +
  'doing dont down during each even ever every few for from further get gets getting go goes going gone got had has have ' +
  'having he her here him his how i if in into is isn it its just know let like ll lot m made make makes many may me ' +
  'might more most much must my need never new no nor not now of off on once one only or other our out over own people ' +
  're really s said same say says see she should since so some something still such t than that the their them then ' +
  'there these they thing this those through time to today tonight too two under until up us ve very want was way we ' +
  'well were what when where which while who why will with won would yes yet you your';
const FR =
  'a afin ai alors apres as au aucun aujourd aussi autre autres aux avait avant avec avez avoir avons bien bon ca car ce ' +
  'ceci cela celle celui ces cet cette ceux chez ci comme comment d dans de deja depuis des deux dit donc dont du elle ' +
  'elles en encore entre est et etait ete etes etre eu eux fait faire faut fois font hui il ils j jamais je jusqu l la ' +
  'le les leur leurs lui m ma mais me meme mes mis moi moins mon n ne ni non nos notre nous on ont ou par parce pas ' +
  'pendant peu peut plus pour pourquoi pres puis qu quand que quel quelle quelles quels qui quoi rien s sa sans se sera ' +
  'ses si soir sommes son sont sous suis sur t ta tandis te tes toi ton toujours tous tout toute toutes tres trop tu un ' +
  'une va vers vos votre vous vu y';
const WEB = 'amp com gt http https live lt news rt video via watch www';

export const STOP_WORDS: ReadonlySet<string> = new Set(`${EN} ${FR} ${WEB}`.split(' '));
