/** Small words inside family names: written small unless the name starts with them. */
export const PARTICLES: ReadonlySet<string> = new Set([
  ...['van', 'der', 'den', 'ter', 'ten', 'te', 'von', 'zu', 'zum', 'zur', 'vom'],
  ...['de', 'del', 'della', 'dello', 'degli', 'di', 'da', 'das', 'do', 'dos', 'du', 'des', 'la', 'las', 'le', 'les', 'los', 'lo', 'e', 'y', 'i'],
  ...['bin', 'bint', 'ibn', 'ben', 'abu', 'al', 'el', 'ul', 'ur'],
]);

export const SUFFIXES: ReadonlyMap<string, string> = new Map([
  ['jr', 'Jr'],
  ['sr', 'Sr'],
  ['ii', 'II'],
  ['iii', 'III'],
  ['iv', 'IV'],
  ['phd', 'PhD'],
  ['esq', 'Esq'],
]);

export const SALUTATIONS: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'sir', 'mme', 'mlle', 'sra']);

/** "Mac" is a prefix in these only: Macias, Mack and Macey are not. */
export const MAC_NAMES: ReadonlySet<string> = new Set([
  ...['macdonald', 'macdougall', 'macleod', 'mackenzie', 'mackinnon', 'maclean', 'macmillan', 'macgregor', 'macarthur'],
  ...['macpherson', 'macintyre', 'macfarlane', 'macneil', 'macrae', 'macaulay', 'macallister', 'macbeth', 'maccallum'],
]);

/** In a Vietnamese name Van, Thi and Le are names, not particles. */
export const VIETNAMESE_FAMILY_NAMES: ReadonlySet<string> = new Set(['nguyen', 'nguyễn', 'tran', 'trần', 'pham', 'phạm', 'hoang', 'hoàng', 'phan', 'vu', 'vũ', 'vo', 'võ', 'dang', 'đặng', 'bui', 'bùi', 'ngo', 'ngô', 'duong', 'dương']);
