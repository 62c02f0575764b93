/** What kept an answer from coming: `reason.unreached.…`. */
export const unreached = {
  'unknown-host': 'No answer: the host name is not known, or there is no network',
  'no-lookup': 'No answer: the host name cannot be looked up now, or there is no network',
  nobody: 'No answer: nobody answers at this address',
  unreachable: 'No answer: the server cannot be reached',
  'no-network': 'No answer: there is no network to the server',
  silent: 'No answer: the server is silent',
  'certificate-over': 'No connection: the certificate of the server has expired',
  'certificate-unknown': 'No connection: the certificate of the server is signed by nobody known',
  'certificate-name': 'No connection: the certificate of the server is for another name',
  'no-address': 'This is no address',
  forbidden: 'The address does not lead to a public web server (port 80 or 443)',
  timeout: 'No complete answer within {{seconds, number}} s',
  broken: 'The server broke the connection off',
  stopped: 'The server stopped answering',
  headers: 'The server sends more headers than can be right',
  other: 'No answer: {{why}}',
};

/** What receivers and mail servers answered: `reason.answer.…`. */
export const answers = {
  status: 'The receiver answered {{status}}',
  redirect: 'The address answers with a redirect ({{status}}), and none is followed: give the address it leads to',
  unsealed:
    'Its secret cannot be opened: the secret of this installation (REBOND_SECRET) is another than it was. Put the old one back, or enter the secret again',
  ended: 'The process ended while this was on its way',
  'no-mail': 'This installation has no mail server: set REBOND_SMTP_URL',
  'mail-took': 'The mail server took it',
  'mail-answered': 'The mail server answered',
  'mail-broke': 'The connection broke before the mail server said whether it took the mail',
  'mail-host': 'The name of the mail server is not known, or there is no network',
  'mail-away': 'The mail server cannot be reached',
  'mail-silent': 'The mail server does not answer',
  'mail-unsafe': 'No safe connection with the mail server',
  'mail-no-password': 'The mail server wants a name and a password: see REBOND_SMTP_URL',
  'mail-password': 'The mail server refuses name or password',
  'mail-trouble': 'The mail server cannot be used',
};
