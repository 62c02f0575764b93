import { describe, expect, it } from '@jest/globals';
import { Brand } from '../../../src/contract/brand.ts';
import { policyUnder } from '../../../src/core/draft/approval-policy.ts';

const brandOf = (approval: unknown) => Brand.parse({ id: 'lumo', name: 'Lumo', languages: ['fr'], approval });

describe('who must approve', () => {
  it('is one editor or administrator unless told, and somebody else than the writer under review', () => {
    const { approval, publishMinutes } = brandOf(undefined);
    expect(publishMinutes).toBe(2);
    expect(policyUnder(approval, 'go')).toEqual({ of: 'any', roles: ['editor', 'admin'], secondPerson: false });
    expect(policyUnder(approval, 'review')).toEqual({ of: 'any', roles: ['editor', 'admin'], secondPerson: true });
  });

  it('is as under review for what goes out against the gate, and always somebody else', () => {
    const all = brandOf({ review: { of: 'all', secondPerson: false } });
    expect(policyUnder(all.approval, 'block')).toEqual({ of: 'all', roles: ['editor', 'admin'], secondPerson: true });
    const trusting = brandOf({ go: { of: 'nobody' }, review: { of: 'nobody', roles: ['admin'] } });
    expect(policyUnder(trusting.approval, 'go').of).toBe('nobody');
    expect(policyUnder(trusting.approval, 'block')).toEqual({ of: 'any', roles: ['admin'], secondPerson: true });
  });

  it('names only roles that approve', () => {
    expect(() => brandOf({ go: { of: 'any', roles: ['community-manager'] } })).toThrow('this role does not approve');
  });
});
