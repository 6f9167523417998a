/**
 * Groups of given names that are one name: spellings across languages and usual short forms.
 * The first of a group stands for all. Only groups that are unambiguous in our trade; a doubtful pair
 * belongs to a human (Review), not in this list.
 */
const GROUPS: readonly (readonly string[])[] = [
  [
    'mohammed',
    'muhammad',
    'mohammad',
    'mohamed',
    'mohamad',
    'muhammed',
    'muhamad',
    'mehmed',
    'mehmet',
    'mohd',
    'muhd',
  ],
  ['ahmed', 'ahmad', 'ahmet'],
  ['hussain', 'hussein', 'husain', 'hossain', 'hussin'],
  ['yusuf', 'yousef', 'youssef', 'yousuf', 'yosef'],
  ['ibrahim', 'ebrahim', 'ibraheem'],
  ['fatima', 'fatimah', 'fatema', 'fatma'],
  ['aisha', 'ayesha', 'aysha', 'aicha'],
  ['abdul', 'abdel', 'abdal'],
  ['chaudhry', 'chaudhary', 'choudhury', 'chowdhury', 'choudhary', 'chaudhari'],
  ['sharma', 'sarma'],
  ['lakshmi', 'laxmi'],
  ['krishna', 'krishnan', 'krisna'],
  ['john', 'jon', 'johnny'],
  ['katherine', 'catherine', 'kathryn', 'katharine', 'cathryn', 'kate', 'katie', 'cathy', 'kathy'],
  ['elizabeth', 'elisabeth', 'liz', 'beth', 'betty', 'lizzie'],
  ['william', 'bill', 'billy', 'will'],
  ['robert', 'bob', 'bobby', 'rob'],
  ['richard', 'dick', 'rick', 'ricky'],
  ['michael', 'mike', 'mikhail', 'miguel', 'mickey'],
  ['james', 'jim', 'jimmy'],
  ['charles', 'chuck', 'charlie'],
  ['edward', 'ted', 'ned', 'eddie'],
  ['margaret', 'peggy', 'maggie', 'meg'],
  ['anthony', 'tony', 'antonio'],
  ['henry', 'harry', 'henri'],
  ['alexander', 'aleksandr', 'alexandre', 'alejandro', 'sasha'],
  ['jose', 'pepe'],
  ['francisco', 'paco', 'pancho'],
  ['jesus', 'chuy'],
  ['guadalupe', 'lupe'],
  ['ivan', 'vanya'],
  ['dmitry', 'dmitri', 'dimitri', 'dima'],
  ['sergey', 'sergei', 'sergio'],
  ['steven', 'stephen', 'steve', 'stefan', 'esteban'],
  ['geoffrey', 'jeffrey', 'jeff', 'geoff'],
  ['nicholas', 'nicolas', 'nikolas', 'nick', 'nikolai'],
  ['rodriguez', 'rodrigues'],
  ['gonzalez', 'gonzales', 'goncalves'],
  ['nguyen', 'nguen'],
];

const STANDS_FOR: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap((group) => group.map((name) => [name, group[0] ?? name] as const)),
);

/** The name that stands for all spellings of this one; the name itself where no group knows it. */
export function standardSpelling(token: string): string {
  return STANDS_FOR.get(token) ?? token;
}

/** Pairs that name a man and a woman of one family: equal otherwise, and still two persons. */
export const GENDERED_PAIRS: readonly (readonly [string, string])[] = [
  ['singh', 'kaur'],
  ['bin', 'binti'],
  ['ibn', 'bint'],
];
