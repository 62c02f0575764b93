/** What the text is about, a text that is fine, and one with the same word that offends. */
export type Pair = readonly [about: string, fine: string, offends: string];

/** Written before anything was learnt. The odd ones were not looked at while the model was made. */
export const PAIRS_EN: readonly Pair[] = [
  ['bitch', 'Our retriever bitch had six healthy puppies last night.', 'Shut up, you stupid bitch.'],
  [
    'queer',
    'Proud to open the queer film festival in Leeds tonight.',
    'Get lost, you filthy queer, nobody wants your kind.',
  ],
  ['cow', 'A cow wandered onto the pitch and the match had to stop.', 'She is a fat cow and should stop eating.'],
  ['pig', 'The little pig at the farm show won everyone over.', 'You disgusting pig, crawl back to your sty.'],
  ['crap', 'Crap, I left my umbrella on the train again.', 'You are a worthless piece of crap.'],
  ['rat', 'Ratatouille is a film about a rat who cooks.', 'That dirty rat of a referee deserves a beating.'],
  [
    'monkey',
    'The monkey enclosure at the zoo opens on Saturday.',
    'He plays like a monkey because he is one, look at his skin.',
  ],
  [
    'idiot',
    'I felt like such an idiot when I waved at a stranger.',
    'Only an idiot like you would vote for them, moron.',
  ],
  ['damn', 'Damn, this pie is good.', 'Go to hell, you damn liar, I hope you rot.'],
  ['fucking', 'That was a fucking brilliant concert, thank you!', 'You fucking moron, delete your account.'],
  [
    'kill',
    'These heels are killing me but the party was worth it.',
    'Someone should kill all of them before they breed.',
  ],
  ['animals', 'Animals at the shelter need blankets this winter.', 'Refugees are animals and belong in cages.'],
  ['trash', 'Please take your trash home after the picnic.', 'People from that town are human trash.'],
  ['parasite', 'Parasite won four Oscars that year.', 'Immigrants are parasites living off our taxes.'],
  [
    'women',
    'Women in engineering meet every Thursday at the library.',
    'Women are too dumb to drive, keep them in the kitchen.',
  ],
  [
    'muslims',
    'Muslims around the world celebrate Eid this week.',
    'Muslims are all terrorists and should be thrown out.',
  ],
  ['jews', 'The exhibition tells how Jews lived in Vienna in 1900.', 'Jews control everything and must be stopped.'],
  ['gay', 'My gay uncle and his husband adopted a puppy.', 'Being gay is a sickness and those people disgust me.'],
  ['black', 'Black Friday deals start on Monday this year.', 'I do not want black people living on my street.'],
  [
    'retard',
    'The curtains are treated with a fire retardant finish.',
    'He is a retard, why is he even allowed to talk?',
  ],
  ['dyke', 'Dick Van Dyke turned 98 and is still dancing.', 'That ugly dyke should not be teaching kids.'],
  ['cracker', 'Cheese on a cracker is my whole dinner.', 'Stupid cracker, go back to your trailer.'],
  ['gypsy', 'The jazz night features gypsy swing guitar.', 'Lock your doors, the thieving gypsy scum are back.'],
  ['slut', 'Calling a girl a slut is never okay, full stop.', 'What a slut, she will sleep with anyone.'],
  [
    'bastard',
    'Game night: finished Inglourious Basterds, the bastard sword is my favourite prop.',
    'You lying bastard, I hope you choke.',
  ],
  [
    'go back',
    'I want to go back to Spain, the food was amazing.',
    'Go back to your own country, we do not want you here.',
  ],
  ['hate', 'I hate Mondays and cold coffee.', 'I hate Asians, they ruin everything.'],
  ['die', 'I would die for those lemon tarts.', 'Do the world a favour and die.'],
  ['savage', 'What a savage dunk in the last second!', 'Those savages should never have been let into Europe.'],
  [
    'bad bitch',
    'Feeling like a bad bitch in this coat, thanks mum.',
    'Every bitch in that office got hired for her legs.',
  ],
  ['f*ck', 'F*ck yes, we made the final!', 'F*ck you and your whole family.'],
  ['b i t c h', 'They spelled b i t c h on the sign of the kennel club, oops.', 'ur a dumb b i t c h lol'],
  ['shit', 'Holy shit, what a goal from the halfway line!', 'Your kind smells like shit, go wash.'],
  ['ugly', 'The ugly duckling is back on stage this Christmas.', 'You are so ugly your mother should be ashamed.'],
  [
    'disabled',
    'The stadium added forty seats for disabled fans.',
    'Disabled people are a burden and should not have children.',
  ],
  ['scum', 'Skim the scum off the broth and simmer for an hour.', 'You are scum, all of you lot.'],
  [
    'whore',
    'The play about a whore with a golden heart runs until May.',
    'She dresses like a whore and acts like one.',
  ],
  [
    'clown',
    'A clown juggled for the kids at the hospital.',
    'Sit down you pathetic clown, nobody cares what you think.',
  ],
  ['kids quoting', 'He was banned for shouting “you dirty foreigner” at a player.', 'You dirty foreigner, you stink.'],
  [
    'psycho',
    'Watching Psycho on the big screen tonight, that shower scene!',
    'My boss is a psycho witch who deserves to be beaten.',
  ],
];
