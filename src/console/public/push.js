// Shows what is pushed to this browser while no page of Rebond is open, and leads to it.
self.addEventListener('push', (event) => {
  const { title, link, tag } = event.data?.json() ?? { title: 'Rebond', link: '/', tag: 'rebond' };
  event.waitUntil(self.registration.showNotification(title, { tag, icon: '/icon.svg', data: { link } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const link = new URL(event.notification.data?.link ?? '/', self.location.origin);
  // Only ever to this site, whatever was pushed.
  const target = link.origin === self.location.origin ? link.href : self.location.origin;
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then(async (pages) => {
      const page = pages[0];
      if (!page) return self.clients.openWindow(target);
      await page.focus();
      return page.navigate(target);
    }),
  );
});
