import type { answers as enAnswers, unreached as enUnreached } from './answers-en.ts';

export const unreached: typeof enUnreached = {
  'unknown-host': 'Pas de réponse : ce nom d’hôte est inconnu, ou il n’y a pas de réseau',
  'no-lookup': 'Pas de réponse : ce nom d’hôte ne peut pas être cherché en ce moment, ou il n’y a pas de réseau',
  nobody: 'Pas de réponse : personne ne répond à cette adresse',
  unreachable: 'Pas de réponse : le serveur est hors d’atteinte',
  'no-network': 'Pas de réponse : aucun réseau ne mène au serveur',
  silent: 'Pas de réponse : le serveur se tait',
  'certificate-over': 'Pas de connexion : le certificat du serveur a expiré',
  'certificate-unknown': 'Pas de connexion : le certificat du serveur n’est signé par personne de connu',
  'certificate-name': 'Pas de connexion : le certificat du serveur vaut pour un autre nom',
  'no-address': 'Ceci n’est pas une adresse',
  forbidden: 'L’adresse ne mène pas à un serveur web public (port 80 ou 443)',
  timeout: 'Pas de réponse complète en {{seconds, number}} s',
  broken: 'Le serveur a rompu la connexion',
  stopped: 'Le serveur a cessé de répondre',
  headers: 'Le serveur envoie plus d’en-têtes que de raison',
  other: 'Pas de réponse : {{why}}',
};

export const answers: typeof enAnswers = {
  status: 'Le destinataire a répondu {{status}}',
  redirect: 'L’adresse répond par une redirection ({{status}}), et aucune n’est suivie : donnez celle où elle mène',
  unsealed:
    'Son secret ne peut pas être ouvert : celui de cette installation (REBOND_SECRET) n’est plus le même. Remettez l’ancien, ou saisissez le secret à nouveau',
  ended: 'Le processus s’est arrêté pendant l’envoi',
  'no-mail': 'Cette installation n’a pas de serveur de courrier : renseignez REBOND_SMTP_URL',
  'mail-took': 'Le serveur de courrier l’a pris',
  'mail-answered': 'Le serveur de courrier a répondu',
  'mail-broke': 'La connexion s’est rompue avant que le serveur de courrier dise s’il l’avait pris',
  'mail-host': 'Le nom du serveur de courrier est inconnu, ou il n’y a pas de réseau',
  'mail-away': 'Le serveur de courrier est hors d’atteinte',
  'mail-silent': 'Le serveur de courrier ne répond pas',
  'mail-unsafe': 'Pas de connexion sûre avec le serveur de courrier',
  'mail-no-password': 'Le serveur de courrier veut un nom et un mot de passe : voir REBOND_SMTP_URL',
  'mail-password': 'Le serveur de courrier refuse le nom ou le mot de passe',
  'mail-trouble': 'Le serveur de courrier est inutilisable',
};
