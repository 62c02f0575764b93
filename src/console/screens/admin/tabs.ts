/** The parts of the administration, as they stand in the address. */
export const ADMIN_TABS = ['people', 'tokens', 'destinations', 'channels', 'audit', 'health'] as const;
