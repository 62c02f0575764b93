import { z } from 'zod';

// Must run before any schema is made: zod would try to compile its parsers, which the content security policy reports.
z.config({ jitless: true });
