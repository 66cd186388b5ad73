import * as z from 'zod/mini';

// The page's policy forbids eval, and zod's compiled parsers would try it.
z.config({ jitless: true });
