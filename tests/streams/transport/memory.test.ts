import { createMemoryTransport } from '../../../streams/transport/memory.ts';
import { transportContract } from './contract.ts';

transportContract('Memory', () => Promise.resolve(createMemoryTransport()));
