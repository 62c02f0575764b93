import type { Me } from '../../../contract/user.ts';

/** Brands whose roles the person gives and takes. */
export const administeredBrands = (me: Me): Me['brands'] =>
  me.brands.filter(({ permissions }) => permissions.includes('administer'));

export const administers = (me: Me): boolean => me.administrator || administeredBrands(me).length > 0;
