import type { TieBreak } from './fair-share';

/**
 * RT-07: among equal claims a drawn order instead of who waited longest: with equal weights every round gives each rep
 * one lead, in an order that nobody can foresee and everybody can draw again from the seed (permuted blocks).
 * @param lead what the draw is for, so that two decisions with the same claims differ
 */
export function randomOrder(seed: string, lead: string): TieBreak {
  const draw = (userId: string): number => hash(`${seed}\n${lead}\n${userId}`);
  return (a, b) => {
    const [drawnA, drawnB] = [draw(a.user_id), draw(b.user_id)];
    return drawnA === drawnB ? a.user_id < b.user_id : drawnA < drawnB;
  };
}

/** FNV-1a with the finaliser of MurmurHash3: 32 evenly mixed bits, the same on every machine. */
function hash(text: string): number {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
