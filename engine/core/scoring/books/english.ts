import type { RuleBook } from '../rule-book';
import { ENGLISH_RULES } from './english-rules';

/** English, and the names that every language uses (PR, LMIA, work permit). */
export const english: RuleBook = {
  language: 'en',
  rules: ENGLISH_RULES,
  cues: {
    marks:
      'i the and is are was my me we our you your he she his her it in of to for with want need would like have has am im please can could do does how what when this that they from on at be been or but not hello hi looking apply about',
    negators:
      'not no dont doesnt didnt isnt arent wasnt werent never without neither nor cannot cant wont havent hasnt hadnt except excluding wouldnt',
    negators_after: 'isnt arent',
    harmless_after: 'only just problem issue worries doubt rush hurry sure matter limit object',
    unmet:
      'cannot cant havent hasnt hadnt didnt never wont wouldnt without wasnt werent have has got hold know find get getting able eligible approved received possible understand qualify enough think remember afford yet allowed',
    fresh: 'but however i we he she my im ive instead rather because although yes only just want need',
    prefers: 'rather prefer prefers better',
    than: 'than over',
    joins: 'or nor and',
    wish_before:
      'claim claiming goal aim dream target chances want wants wanna need needs like wish hope hoping looking look seeking seek apply applying interested plan planning help get how process extend renew extension become require would requesting inquire enquire enquiry regarding about file filing submit obtain sponsor bring invite prefer decide switch change convert',
    wish_after: 'please pls plz process extension renewal application apply help requirements requirement',
    status_before:
      'on a, on an, on my, on, have a, have an, have my, having a, has a, has an, my, our, his, her, currently on, hold a, holding a, with a, with my, with, came on, came as, as a, as, am a, is a, im a, already have, already a, after, after my, since, through my, finished my, completed my, got my, got a, is on, is on a, from my, had a, in my, at, from, current',
    status_after: 'holder, holders, valid until, valid till',
    later: 'then later after afterwards eventually future once further subsequently',
  },
  time: {
    units: { day: 1, days: 1, week: 7, weeks: 7, wk: 7, wks: 7, month: 30.5, months: 30.5, mth: 30.5, mths: 30.5, mnth: 30.5, mnths: 30.5, year: 365, years: 365, yr: 365, yrs: 365 },
    numbers: { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, couple: 2, few: 3 },
    ahead_before: 'within in next under by around about approximately less coming',
    ahead_after: 'from time later max maximum',
    past: 'ago since past last experience old been worked working exp',
    more: 'more over after beyond later longer plus least',
    months: ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'],
  },
};
