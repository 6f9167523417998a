import type { RuleBook } from '../rule-book';
import { arabic } from './arabic';
import { english } from './english';
import { french } from './french';
import { hindi } from './hindi';
import { portuguese } from './portuguese';
import { punjabi } from './punjabi';
import { spanish } from './spanish';
import { tagalog } from './tagalog';

/** The pack's own rules, a book a language; a firm's rules come before them (P5.3, SC-02). */
export const STANDARD_BOOKS: readonly RuleBook[] = [english, french, spanish, portuguese, hindi, punjabi, arabic, tagalog];
