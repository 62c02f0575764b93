/** What a draft must lead to; brands, people and events are invented. */
export interface DraftSample {
  readonly text: string;
  /** Codes that must be found; nothing above a remark may be found beside them. */
  readonly codes: readonly string[];
  readonly about?: 'crash' | 'storm' | 'blackout' | 'memorial' | 'review';
}

/** Pairs: what may go out, and what looks like it and may not. */
export const ENGLISH: readonly DraftSample[] = [
  {
    text: 'The lights went out and the whole stadium sang. Same energy as our flask at half-time.',
    codes: [],
    about: 'blackout',
  },
  {
    text: 'Eleven people are dead and dozens injured in the coach crash. Flasks are 20% off tonight, use code LIGHTS.',
    codes: ['draft.event.death', 'draft.event.accident', 'draft.tragedy-product', 'draft.claim.price'],
  },
  { text: 'That goal killed me. I’m dead. Blanket, please.', codes: [] },
  {
    text: 'A man was killed and two children wounded in the shooting, police say.',
    codes: ['draft.event.death', 'draft.event.accident', 'draft.event.attack'],
  },
  { text: 'Storm in a teacup? We brew for worse.', codes: [] },
  {
    text: 'Homes destroyed, hundreds evacuated: storm Brenda hits the coast. Stay warm with our new collection, buy now.',
    codes: ['draft.event.disaster', 'draft.tragedy-product', 'draft.no-go'],
  },
  { text: 'Brenda or not, we say good night.', codes: ['draft.story'], about: 'storm' },
  {
    text: 'Brenda is coming: 30% off all jackets!',
    codes: ['draft.story', 'draft.tragedy-product', 'draft.claim.price'],
    about: 'storm',
  },
  { text: 'Rain is forecast, so we packed a spare flask.', codes: [] },
  { text: 'Only an idiot leaves without a flask, you stupid moron.', codes: ['draft.offence'] },
  { text: 'Our jackets are waterproof. Our jokes are dry.', codes: [] },
  { text: 'Find Uplifting Cosy Knits', codes: ['draft.hidden-word'] },
  { text: 'Tonight we are live from the pier, come and say hello.', codes: [] },
  { text: 'Oh s.h.1.t, s h i t, the flask is empty', codes: ['draft.hidden-word'] },
  { text: 'Meet the winners of the album night #SusanAlbumNight', codes: [] },
  { text: 'Join us at #susanalbumparty', codes: ['draft.hidden-word'] },
  { text: 'More about the match on our site: https://harbour.example/news', codes: [] },
  {
    text: 'More about the match: https://bit.ly/3xYzAbc and http://user:secret@harbour.example/',
    codes: ['draft.link'],
  },
  { text: 'Well played, both teams.', codes: [] },
  { text: 'Well played @tom_keeper, that save was warmer than our blankets.', codes: ['draft.person'] },
  { text: 'What a save! The keeper deserves a cup of tea.', codes: [], about: 'blackout' },
  { text: 'What a save by Dario Velanti! He deserves a cup of tea.', codes: ['draft.person'], about: 'blackout' },
  { text: 'Tea tastes better outdoors. We have not measured it.', codes: [] },
  { text: 'Our tea cures colds and boosts immunity.', codes: ['draft.claim.health'] },
  { text: 'This jacket lasts. We mend it for you.', codes: [] },
  { text: 'This jacket is carbon neutral and biodegradable.', codes: ['draft.claim.environment'] },
  { text: 'Our flask keeps tea hot for twelve hours, better than ever.', codes: [] },
  { text: 'Our flask keeps tea hot for twelve hours, better than Kettle & Crumb.', codes: ['draft.claim.comparative'] },
  { text: 'Quiet day at the shop. We will light a candle.', codes: ['draft.day'], about: 'memorial' },
  {
    text: 'Win a jacket: retweet to win! 🎉',
    codes: ['draft.claim.contest', 'draft.day', 'draft.emoji'],
    about: 'memorial',
  },
];

export const FRENCH: readonly DraftSample[] = [
  { text: "Plus de lumière au stade ? On a des chocolats, et l'on chante avec vous.", codes: [], about: 'blackout' },
  {
    text: "Onze morts et vingt blessés dans l'accident d'autocar. Nos chocolats à -20 % avec le code NOIR.",
    codes: ['draft.event.death', 'draft.event.accident', 'draft.tragedy-product', 'draft.claim.price'],
  },
  { text: 'Ce praliné est une tuerie, on est morts de rire.', codes: [] },
  {
    text: "Un homme a été tué et deux enfants blessés lors d'une fusillade, selon la police.",
    codes: ['draft.event.death', 'draft.event.accident', 'draft.event.attack'],
  },
  { text: 'Une tempête sous un crâne ? Un carré de chocolat.', codes: [] },
  {
    text: 'Des maisons détruites, des centaines de personnes évacuées par l’ouragan : profitez de la livraison offerte sur nos ganaches.',
    codes: ['draft.event.disaster', 'draft.tragedy-product'],
  },
  { text: 'Un mot doux pour vous ce soir.', codes: ['draft.story'], about: 'crash' },
  {
    text: 'Autocar ou pas, nos pralinés arrivent : livraison offerte.',
    codes: ['draft.story', 'draft.tragedy-product'],
    about: 'crash',
  },
  { text: 'Premiers flocons : on sort les tasses et les guimauves.', codes: [] },
  { text: 'Bande de connards, vous avez mangé toute la boîte.', codes: ['draft.offence'] },
  { text: 'La boîte est vide. Nous ne dénoncerons personne.', codes: [] },
  { text: 'Pralinés Uniques Très Élégants', codes: ['draft.hidden-word'] },
  { text: 'On vous attend sur le quai, venez goûter.', codes: [] },
  { text: 'Oh m.e.r.d.e, la boîte est vide', codes: ['draft.hidden-word'] },
  { text: 'Rendez-vous au concert #ConcertDuPort #chocolatchaud', codes: [] },
  { text: 'Rendez-vous ce soir #lesanalbumsdenoel', codes: ['draft.hidden-word'] },
  { text: 'La recette est ici : https://sorbier.example/recettes', codes: [] },
  { text: 'La recette est ici : http://192.168.4.20/recettes et https://mаison-sorbier.com', codes: ['draft.link'] },
  { text: 'Bravo aux deux équipes.', codes: [] },
  { text: 'Bravo @gardien_du_phare, quel arrêt !', codes: ['draft.person'] },
  { text: 'Quel arrêt ! Le gardien a droit à la boîte entière.', codes: [], about: 'blackout' },
  { text: 'Quel arrêt de Dario Velanti ! Il a droit à la boîte entière.', codes: ['draft.person'], about: 'blackout' },
  { text: 'Un carré à 70 % de cacao à quatre heures, et la journée repart.', codes: [] },
  { text: 'Notre chocolat guérit la fatigue et renforce votre immunité.', codes: ['draft.claim.health'] },
  { text: 'Nos boîtes se gardent, se remplissent et se rendent.', codes: [] },
  { text: 'Nos boîtes sont biodégradables et neutres en carbone.', codes: ['draft.claim.environment'] },
  { text: 'Tentez de gagner une boîte de pralinés, règlement complet sur notre site.', codes: [] },
  { text: 'Jeu-concours : tentez de gagner une boîte de pralinés !', codes: ['draft.claim.contest'] },
  { text: 'Nos ateliers restent ouverts, en silence.', codes: ['draft.day'], about: 'memorial' },
  {
    text: 'Un vin chaud et une ganache : le meilleur prix de la ville 🎉',
    codes: ['draft.claim.alcohol', 'draft.claim.price', 'draft.day', 'draft.emoji'],
    about: 'memorial',
  },
];
