/** What is done about the second factor. */
export type TwoFactorAct = 'setUp' | 'renew' | 'switchOff';
