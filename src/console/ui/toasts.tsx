import { Notifications } from '@mantine/notifications';

/** Where short messages about what was done appear. */
export const Toasts = () => <Notifications position="bottom-left" limit={3} />;
