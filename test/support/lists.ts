import { listFacts, type ListFacts } from '../../engine/adapters/list';

/** Lists as firms bring them, of people of our own making, with what must become of each row. */

export const FACTS: ListFacts = listFacts.parse({ source: 'Toronto newcomer fair 2026, stand 14', date: '2026-02-20', consent_proof: 'Signed sheets, folder 2026-02', consent_channels: ['email', 'call'] });

const FIRST = ['Priya', 'José', 'Олена', 'Mehmet', 'Nguyen', 'Fatima', 'Chidi', 'Anne-Marie', '美玲', 'Siobhán'];
const LAST = ['Sharma', 'García López', 'Коваленко', 'Şahin', 'Thị Hoa', 'al-Sayed', 'Okafor', "O'Brien", '陈', 'van der Berg'];

/** How a row can be bad; each has its field and a word of its message. */
export const MISTAKES = [
  { field: 'email', word: 'is not an e-mail address', email: 'no-at-sign.example.com', phone: undefined },
  { field: 'phone', word: 'shortened by a spreadsheet', email: undefined, phone: '3.58E+11' },
  { field: 'email|phone', word: 'one of the two is required', email: '', phone: '' },
] as const;

export interface MadeList {
  readonly csv: string;
  /** Lines of the file that must be rejected, with the field that is wrong. */
  readonly bad: ReadonlyMap<number, string>;
}

/** A list of `rows` people of whom every `badEvery`-th row is bad; all others can be imported. */
export function madeList(rows: number, badEvery: number): MadeList {
  const bad = new Map<number, string>();
  const lines = Array.from({ length: rows }, (_, index) => {
    const mistake = (index + 1) % badEvery === 0 ? MISTAKES[Math.floor(index / badEvery) % MISTAKES.length] : undefined;
    if (mistake) bad.set(index + 2, mistake.field);
    const name = `${FIRST[index % FIRST.length]} ${LAST[Math.floor(index / FIRST.length) % LAST.length]}`;
    const email = mistake?.email ?? `person.${index}@mail${index % 7}.example.com`;
    const phone = mistake?.phone ?? `+1416${String(2_000_000 + index).padStart(7, '0')}`;
    return [name, email, phone, 'India', `Note ${index}, with a comma`].map((cell) => (/[",]/.test(cell) ? `"${cell}"` : cell)).join(',');
  });
  return { csv: ['Name,E-mail,Mobile,Country,Remarks', ...lines].join('\r\n'), bad };
}
