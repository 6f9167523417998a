import type { RuleBook } from '../rule-book';
import { usualRules } from './write-rule';

const SPOUSE = 'asawa|mister|misis|esposo|esposa|husband|wife|jowa|bf|gf|boyfriend|girlfriend|fiance|kasintahan|partner';
const PARENTS = 'magulang|nanay|tatay|mama|papa|ina|ama|mommy|daddy|lolo|lola|parents';
const FAMILY = `${SPOUSE}|${PARENTS}|anak|pamilya|family|mga anak|biyenan`;
const RELATIVES = `${FAMILY}|kapatid|ate|kuya|pinsan|tita|tito|kaibigan|pamangkin|apo|kamag-anak`;
const VISA = 'visa|permit|bisa';
const JOB = 'trabaho|work|job|hanapbuhay|trabho|wrk|jobs';

/** Tagalog, mixed with English as it is spoken. */
export const tagalog: RuleBook = {
  language: 'tl',
  rules: usualRules({
    strong: {
      PR: `permanenteng residente, permanent residency, permanenteng paninirahan, mag pr, mag-pr, pr pathway, spousal sponsorship, family sponsorship, i-petition, petition*, petisyon`,
      Work: `${VISA} pang trabaho, visa pang-trabaho, visa para sa trabaho, ${VISA} sa trabaho, working visa, wrk permit, cross country, permit para magtrabaho, permit magtrabaho, visa para magtrabaho`,
      Study: `visa ng estudyante, visa pang-aral, visa pang aral, visa para mag-aral, visa pang estudyante, student pathway, study pathway, permit para mag-aral, visa sa pag-aaral`,
      Visitor: `visa ng turista, visa pang turista, visa para bumisita, visa pambisita, bisita visa, visa para mamasyal`,
      Citizenship: `pagkamamamayan, citizenship*, citizenshp, maging ... citizen|mamamayan, maging citizen, canadian passport, pasaporte ng canada, oathtaking, oath taking`,
      Refugee: `asylum, refugee*, humingi ng asilo, asilo, takas sa`,
      Other: 'renew ng pr card, pr card renewal, nawala pr card',
    },
    normal: {
      PR: `maging permanent, maging pr, makakuha ... pr|residency, makasunod|makakasunod, makasama, ${SPOUSE} ... pr holder|citizen|permanent, ${SPOUSE} ... canadian|pr, fiance ... pr|canada, para doon na, doon na manirahan|tumira|titira, pumunta ... manirahan|tumira|pamilya, buong pamilya, magtayo|magpatayo|magbukas ... negosyo, negosyo sa, residency, crs, crs points, bagong buhay, mag stay ... permanent, ampunin, ma-petition, mapetition, manatili, mag-migrate, migrate, mag migrate, mag-immigrate, mag immigrate, magmigrate, lumipat sa|ng canada, lumipat, paglipat sa, manirahan, tumira, tira sa canada, titira, doon na tumira|titira, mag-settle, mag settle, habang buhay, habambuhay, permanente, nang permanente, for good, ma-sponsor, i-sponsor, isponsor, maisponsor, mai-sponsor, ma sponsor, sponsoran, sponsor ako, kunin ... ${FAMILY}, makuha ... ${FAMILY} ... canada|dito|doon, makasama ... ${FAMILY}|siya|permanente, isama ... ${FAMILY} ... canada, investor, negosyante, mag-negosyo`,
      Work: `resume, cv, biodata, internship, mag internship, ojt, opportunity, opportunities, oportunidad, kumuha|kukuha|magdala ... cook|worker|driver|tauhan|empleyado, kumukuha ... nurse|nurses|worker|workers|foreign|caregiver, tumatanggap ... worker|nurse|foreign, foreign nurses|workers, bilang worker|caregiver|nurse|driver|cook|welder, agency, recruitment, ospital ... kumukuha, opening, vacancy, magtrabaho, mag-trabaho, mag trabaho, magtatrabaho, makapagtrabaho, makapag-trabaho, makapag work, makapag-work, mag work, mag-work, magwork, mag tratrabaho, naghahanap ... ${JOB}|employer|amo, hanap ... ${JOB}, maghanap ... ${JOB}, makahanap ... ${JOB}|kumpanya|employer, ${JOB} sa canada|abroad|ibang, may ${JOB} ba|po|dyan|diyan, apply ... trabaho|work|job, mag-apply ng? trabaho, pa-apply, job offer, hiring, mag-hire, i-hire, ma-hire, kumpanya ... hire, amo, caregiver, yaya, nanny, domestic helper, dh ako, farm worker, seasonal, factory worker, kontrata, mag-abroad, mag abroad, palit ng? employer, lipat ... employer`,
      Study: `lumipat|palit|lipat ng? college|school|program|kurso, acceptance letter, ipaaral, ipa-aral, pag-aralin, paaralin, anong|aling|magandang|murang college|university|school|course|kurso, tuition, sop, ielts ... college|university|aral, restoration ... student|study, mag-enrol, mag enrol, senior high, k-12, eskwelahan, intake, matuto ng english, mag-aral, mag aral, magaral, mag-aaral, mag aaral, makapag-aral, makapag aral, pag-aralin, pag-aaral, pag aaral, aral sa, aral, mag study, mag-study, magstudy, mag-college, mag college, mag masters, mag-masters, mag-enroll, mag enroll, kumuha ng? kurso|course|masters|degree, kurso, scholarship, iskolarship, unibersidad, university, kolehiyo, college, natanggap ... college|university|school|unibersidad, tanggap sa ... college|university|school, english course, english class, eskwela, paaralan, diploma course, nursing school, masteral, master's sa`,
      Visitor: `papuntahin, papuntahin si, nanganak, manganganak, panganganak, graduation, umattend, a-attend ng? graduation|kasal|wedding, business trip, conference, dalawin ko, buwan lang|sya|sila, weeks|months lang, pasyalan, mag-pasko, magpasko, christmas, bumisita, bibisita, bisita, bisitahin, dalawin, dumalaw, dadalaw, dalaw, mamasyal, pasyal, gumala, gala, bakasyon, magbakasyon, magbabakasyon, mag-bakasyon, mag tour, mag-tour, turista, turismo, makita ... ${RELATIVES}|niagara|canada|apo, niagara, kasal ng|ni, dumalo sa, graduation ni, umuwi sandali, invitation letter, imbitasyon, bilang visitor, bilang turista, extend ... stay ... visitor`,
      Citizenship: 'canadian citizen na, mag-citizen, mag citizen',
      Refugee: `hindi na makakauwi, hindi makauwi, hindi na ako makakauwi, dahil sa pulitika, pulitika, humingi ng proteksyon, rebelde, npa, nanganganib ... buhay, nanganganib, pinagbabantaan, may banta sa, banta sa buhay, papatayin, takot akong umuwi, hindi ako makauwi, hindi na ako makakauwi, proteksyon, kailangan ng proteksyon, inuusig, tumakas`,
    },
    weak: {
      PR: 'sponsor*, residente, paninirahan, immigration',
      Work: 'trabaho, trabho, sweldo, sahod, employer, amo, hanapbuhay, agency',
      Study: 'estudyante, eskwelahan, klase, tuition, matrikula, graduate, k12, senior high',
      Visitor: 'turista, visita, biyahe, byahe, lakbay, pasko, kasal',
      Citizenship: 'mamamayan, citizen, pasaporte',
      Refugee: 'panganib, delikado, banta, giyera',
      Other: 'apela, mag-apela',
    },
    idle: `pagkatapos ng kasal, kinasal na, kinasal kami, may restaurant ako, may negosyo ako, experience bilang, sabi ng agency, permanent resident na ako, pr na ako, akong pr, ako pr, naka pr, pr card, canadian citizen ang|ay|siya|sya|po, ay canadian citizen, citizen siya|sya|ang, nagtatrabaho ako|po|siya|bilang|sa, nagtatrabaho, nagwowork, nag-wowork, nag wowork, may trabaho ako|na, walang trabaho, karanasan bilang, experience bilang, graduate ako|po|ng, graduate na, nakapagtapos, tapos ako ng, tapos na ako, natapos ko, estudyante ako|po, nag-aaral ako|siya|sya, nag aaral, anong trabaho mo, pasaporte ko, passport ko`,
    programs: {
      'Express Entry': 'express entry, expres entry, cec',
      PNP: 'provincial nominee, nominee program, pnp, nominado ng probinsya',
      LMIA: 'lmia, mag-lmia, mag lmia',
      'Study Permit': 'visa ng estudyante, visa pang-aral, visa pang aral, student visa, study permit',
      'Visitor Visa': 'visa ng turista, visa pang turista, tourist visa, visitor visa, visit visa, super visa',
    },
    documents: {
      Ready: `kumpleto ... dokumento|documents|papeles|requirements|docs, kumpleto na, handa na ... dokumento|documents|papeles|requirements|docs, ready na ... dokumento|documents|papeles|requirements|docs|lahat, documents|docs|requirements|papeles ready na, dokumento|documents|papeles|requirements ... kumpleto|handa, hawak ko na ... dokumento|documents|papeles, nasa akin na ... documents`,
      Partial: `ilang documents|dokumento|papeles|requirements, kulang pa, may kulang, kulang ... documents|dokumento|requirements|papeles, inaasikaso ... documents|dokumento|papeles|requirements, inaayos ... documents|dokumento|papeles, hinihintay ... ielts|documents|dokumento, medyo kumpleto, halos kumpleto`,
      'Not Ready': `wala pa ... documents|dokumento|papeles|requirements|docs, walang documents|dokumento|papeles|requirements, hindi pa ready|handa|kumpleto, di pa ready|handa|kumpleto, wala akong ... documents|dokumento|papeles, documents|dokumento|papeles ... hindi|di pa ready|handa|kumpleto`,
    },
    budget: {
      Strong: `walang problema ... pera|budget|bayad|fee|gastos, hindi|di problema ... pera|budget|bayad, pera|budget ay? hindi|di problema, kahit magkano, handa|handang|willing|kaya akong|ko|kong|namin|po? magbayad|bayaran|mag-bayad|bayad, kaya ko bayaran|magbayad, may pera ako|na|kami, may budget ako|na|kami, may pondo, sapat na pera|pondo, ok lang ... fee|bayad`,
      Medium: `hulugan, hulog-hulog, installment*, utay-utay, paunti-unti, payment plan, buwanang bayad, depende sa presyo|fee|bayad, limitado ... budget, discount, tawad, mura lang`,
      Weak: `wala ... akong|kaming|pang pera|budget|pambayad, walang pera|budget|pambayad, wala pang pera, kulang ... pera|budget, libre, libreng, mahal masyado, ang mahal, di|hindi ko|namin kaya bayaran|ang, di kaya ng budget, kapos, mahirap lang, maliit ... budget, tipid`,
    },
    timeline: {
      '0-30 days': `agad, agad-agad, kaagad, ngayon na, ngayong buwan, ngayong linggo, sa susunod na linggo, next week, sa lalong madaling panahon, madalian, asap, urgent, bukas na`,
      '31-90 days': 'susunod na buwan, sa susunod na buwan, ilang buwan, mga dalawang buwan, next month',
      '3-6 months': 'katapusan ng taon, bago matapos ang taon, kalahating taon, bandang dulo ng taon',
      '6+ months': 'susunod na taon, sa susunod na taon, next year, hindi nagmamadali, di nagmamadali, walang madalian, hindi naman urgent, nagtatanong lang, tanong lang, inquire lang, sa hinaharap, balang araw, someday, pag-iipunan pa',
    },
    refused: 'na-deny, na deny, nadeny, denied, deny, na-refuse, narefuse, na refuse, refused, na-reject, nareject, na reject, rejected, tinanggihan, hindi naaprubahan, di naaprubahan, hindi na-approve, di na-approve',
    urgent: 'agad, agad-agad, kaagad, urgent, madalian, sa lalong madaling panahon, mag-expire na, mage-expire na, mag expire na, expired na, paso na, malapit na mag-expire, asap, emergency',
    complex: 'criminal record, may kaso, na-deport, deport*, overstay*, nag-overstay, tnt, walang papel, peke ... dokumento, pekeng, banned, na-ban, apela, 2x na deny, dalawang beses na-deny, ilang beses na-deny, out of status',
    engaged: 'tawagan nyo|ninyo|niyo|mo, tawagan, pakitawagan, tumawag, pa-call, pa call, pwede ... tawagan|tumawag|makausap, makausap ... consultant|abogado|agent, magpa-schedule, magpa schedule, pa-schedule, mag-book, mag book, appointment, kausapin, simulan na natin',
  }),
  cues: {
    marks:
      'ako ko ang ng sa mga na gusto kailangan ba ay para paano pano may yung naman lang nya niya siya sya namin kami kung dito doon dyan diyan jan kasi magkano salamat hindi di wala pa pwede sana mag akong kong nasa mo nyo ninyo anong ano natin ung sayo',
    negators: 'hindi hnd di ayaw ayoko ayokong huwag wag walang wala',
    negators_after: '',
    harmless_after: 'lang ba problema nagmamadali alam',
    unmet: 'wala walang akong pa alam makauwi makakuha makuha nakakuha na aprubahan naaprubahan qualified makahanap',
    fresh: 'pero gusto kailangan kundi ako kasi dahil lang sana but',
    prefers: 'mas',
    than: 'kesa kaysa',
    joins: 'o at or',
    wish_before:
      'goal pangarap chance gusto gs2 nais balak kailangan paano pano interesado apply mag naghahanap maghanap makakuha kumuha hanap plano pangarap sana hiling matulungan extend renew process kumuha i maging humingi magkano pwede makapag tungkol inquire balak naming kong makahanap',
    wish_after: 'magkano paano requirements sana pls please process kailangan',
    status_before: 'naka, may, meron, meron akong, kasama ng, nasa, pagkatapos ng, dati akong, currently, estudyante ako, ako ay',
    status_after: 'ako, holder, na ako, ko, na ko',
    later: 'tapos pagkatapos saka later mamaya',
    not_english: 'at an no so may in sa on i a di at hindi me to',
  },
  time: {
    units: { araw: 1, linggo: 7, linggong: 7, buwan: 30.5, taon: 365, weeks: 7, months: 30.5 },
    numbers: { isa: 1, isang: 1, dalawa: 2, dalawang: 2, tatlo: 3, tatlong: 3, apat: 4, lima: 5, limang: 5, anim: 6, pito: 7, pitong: 7, walo: 8, walong: 8, siyam: 9, sampu: 10, sampung: 10, ilang: 3 },
    ahead_before: 'loob within susunod bago pagkalipas mga',
    past: 'nakaraang karanasan experience dati nang edad taong',
    more: 'higit mahigit lampas',
    months: [],
  },
};
