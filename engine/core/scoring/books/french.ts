import type { RuleBook } from '../rule-book';
import { usualRules } from './write-rule';

const SPOUSE = 'epouse|epoux|femme|mari|conjoint|conjointe|copine|copain|fiance|fiancee';
const PARENTS = 'parents|mere|pere|maman|papa|grands-parents';
const FAMILY = `${SPOUSE}|${PARENTS}|enfant|enfants|fils|fille|famille|belle-mere|beaux-parents`;
const RELATIVES = `${FAMILY}|frere|soeur|oncle|tante|cousin|cousine|ami|amie|amis|petits-enfants|niece|neveu`;

/** French, also as it is written without accents and by ear. */
export const french: RuleBook = {
  language: 'fr',
  rules: usualRules({
    strong: {
      PR: `residence permanente, residance permanente|permanante, residence permanante, resident permanent, residents permanents, rp, parrainage, parrainer, regroupement familial, reunification familiale, visa investisseur, programme investisseur*, programme entrepreneur*, visa entrepreneur, demarrage entreprise, csq, selection permanente, peq, arrima, travailleur|travailleurs qualifie|qualifies, categorie de? experience canadienne, immigration economique, carte de? resident`,
      Work: `permis de? travail*, permi de? travail*, visa de? travail*, visa travail*, permis ferme, permis ouvert, permis de? travail ouvert, pvt, eimt, etude d'impact, impact sur le marche, vacances-travail, vacances travail, ptpd, jeunes professionnels, mobilite francophone, travailleur|travailleurs temporaire|temporaires|etranger|etrangers, autorisation de? travail*`,
      Study: `permis d'etudes, permis d'etude, permis etude*, permi etude*, visa etudiant*, visa d'etudes, visa d'etude, visa etude*, visa d'etudiant, caq, certificat d'acceptation`,
      Visitor: `naissance de|du, accouchement, visa visiteur*, visa de? visiteur, visa de? visite, visa visite, visa tourist*, visa de? tourist*, visa de? tourisme, visa tourisme, super visa, supervisa, visa de? sejour, visa temporaire, ave`,
      Citizenship: `citoyennete, citoyenete, citoyenneté canadienne, passeport canadien, devenir ... citoyen|citoyenne|citoyens, naturalisation, examen de? citoyennete`,
      Refugee: `asile, azile, refugie*, demandeur asile, demande de? refuge, demande de? protection, statut de? refugie, consideration|considerations humanitaires, motifs humanitaires`,
      Other: 'renouvel* ... carte rp|resident, carte rp perdue, visa schengen, visa americain, traduction de? documents',
    },
    normal: {
      PR: `rejoindre, le|la rejoindre, ${SPOUSE} ... resident|citoyen|canadien|canadienne|residente|citoyenne, ${SPOUSE} est|a ... resident*|citoyen*|rp, vivre avec, y vivre, aller vivre, partir vivre|immigrer|s'installer, partir ... vivre, vivre la-bas, rester definitivement, rester au canada, reunir ma|la|notre famille, regroupement, demarrer|ouvrir|creer|lancer|acheter une|mon|un ... entreprise|commerce|business, nouvelle vie, m'etablir, vie au canada, tenter ma chance au canada, score crs, points crs, adopter, immigr*, mimigrer, imigr*, emigr*, migrer, m'installer|s'installer|installer|m'etablir|s'etablir|etablir|demenager|partir vivre|aller vivre ... canada|quebec|la-bas|definitivement|montreal|famille, installer au, vivre au canada|quebec, vivre definitivement, definitivement, de facon permanente, pour de bon, pour toujours,
        parrain* ... ${FAMILY}|moi|me, me parrainer, faire venir ... ${FAMILY}, rejoindre ... ${SPOUSE}|definitivement, rejoindre mon|ma|le ${SPOUSE}, investir au canada, immigrant investisseur, programme investisseur, entrepreneur|investisseur, m'etablir, refaire ma vie`,
      Work: `cv, curriculum, stage, stagiaire, stage en entreprise, opportunite|opportunites ... secteur|emploi|travail|professionnelle|professionnelles, engager ... cuisinier*|travailleur*|employe*|chauffeur*, embaucher ... etranger*|travailleur*, hopitaux|entreprises|entreprise|societe ... recrut*|embauch*, ouvrier*, main d'oeuvre, travailler legalement, permission de travailler, agence de recrutement, trouver du travail, offre d'emploi, offre emploi|travail, emploi*|travail|boulot|job|taf au|a|en canada|quebec|montreal, travailler au|en|dans|chez|comme|la-bas, travailler, bosser, bosser, cherche|recherche|trouver|chercher|trouve ... emploi|travail|job|boulot|taf|employeur|poste, a la? recherche d'emploi, recherche d'un employeur, employeur canadien, recrut*, embauch*, contrat de? travail, poste, changer d'employeur, aide-soignant*, aide soignante, auxiliaire familiale, gardienne d'enfants, aide familiale, saisonnier*, ouvrier agricole`,
      Study: `lettre d'acceptation|d'admission|de motivation, acceptation de, continuer|poursuivre|terminer ... universite|etudes|ecole, bachelier, quel|quels|quelle|quelles ... cegep*|universite*|ecole*|college*|programme|formation, statut d'etudiant, frais de scolarite, scolarite, inscrire ... fils|fille|enfants|enfant|universite, ecole pour mes enfants, session d'hiver|d'automne, apprendre le|l' ... anglais|francais, cours de langue|d'anglais|de francais, campus france, apres le? bac, envoyer ... fils|fille ... etudes|etudier|universite, etudier, etudie au|en|a, etudes|etude au|en|a|aux|superieures|universitaires, poursuivre|continuer|faire ... etudes, faire un|une|mon|ma ... master|licence|doctorat|bts|dec|mba|bac|baccalaureat|maitrise, faire ... ecole|universite, admission*, inscription ... universite|college|ecole, accepte* ... universite|cegep|college|ecole, admis ... universite|cegep|college, bourse*, universite, cegep, rentree, doctorat, maitrise en, master en, licence en|pour|au, bts, formation au|en, ecole de? langue*, apprendre ... anglais`,
      Visitor: `naissance de|du, accouchement, collation des grades, remise de? diplome*, graduation, voyage d'affaires, voyage affaires, deplacement professionnel, conference, salon professionnel, pour l'ete|les, sejour touristique, petit sejour, court sejour, passer quelque*|deux|trois semaines|mois, voir le|les ... canada|chutes|neige, noces, mariage de mon|ma, mariage, funerailles, venir ... ete|noel|semaines|quelques, visiter, visite a|au|chez, rendre visite, voir ... ${RELATIVES}, passer ... vacances|noel|semaines|fetes|ete, vacances, sejour, tourisme, touriste*, voyage* au|a|en, voyage, mariage de, chutes du? niagara, lettre d'invitation, prolonger ... sejour, comme visiteur`,
      Citizenship: 'demander ... citoyennete, devenir canadien*, serment',
      Refugee: `peux pas ... retourner, peux pas ... retourner|rentrer, peut pas ... retourner|rentrer, ne peux plus ... retourner|rentrer, opinions politiques, raisons politiques, gangs, gang, orientation sexuelle, homosexuel*, j'ai fui la guerre, fui la guerre, ma vie est? en? danger, vie est menacee, menace de mort, je suis menace*, menac*, persecut*, j'ai fui, fui mon|le pays, fuir, peur de? rentrer|retourner, demande protection, besoin de? protection, guerre dans mon pays, audience ... refugie|asile`,
    },
    weak: {
      PR: 'parrain*, residence, installer, nationalite ... quebec, sponsor*',
      Work: 'emploi*, travail*, job, boulot, taf, embauche, salaire, employeur*, metier',
      Study: 'etud*, ecole, college, formation, diplome, inscription, bac, master, licence, etudiant*',
      Visitor: 'visit*, visiteur*, touris*, voyag*, vacance*',
      Citizenship: 'citoyen*, passeport',
      Refugee: 'protection, danger, guerre, humanitaire',
      Other: 'appel, recours, appel de decision',
    },
    idle: `apres le? ... mariage, apres mes? ... etudes, experience en cuisine, marie* en|depuis, dans mon domaine d'etudes, chef d'entreprise, je suis resident permanent, est resident* permanent*, ai la? rp, ma carte rp, carte rp, ma carte de? resident*, ma residence permanente, citoyen canadien, est citoyen*, titulaire d'un|d'une ... diplome|master|licence|doctorat|bts, diplome de|en, j'ai un|une ... master|licence|diplome|bac|bts|doctorat, ai le bac, mon diplome, fini|termine mes|mon|ma ... etudes|master|licence, je travaille comme|dans|chez|a, travaille actuellement, annee|annees d'experience, ans d'experience, experience de travail, experience professionnelle, mon travail actuel, sans emploi, photocopie ... passeport`,
    programs: {
      'Express Entry': 'entree express, entree expresse, entre express, express entry, travailleur|travailleurs qualifie|qualifies federa*, categorie de? experience canadienne',
      PNP: 'candidat|candidats des? province|provinces, candidats provinciaux, candidat de la province, programme* provincial*, pcp, nomination provinciale, nominee provincial',
      LMIA: `eimt, lmia, etude d'impact, impact sur le marche, aimt`,
      'Study Permit': `permis d'etudes, permis d'etude, permis etude*, permi etude*, visa etudiant*, visa d'etudes, visa d'etude, visa etude*, visa d'etudiant`,
      'Visitor Visa': 'visa visiteur*, visa de? visiteur, visa de? visite, visa tourist*, visa de? tourist*, visa de? tourisme, visa tourisme, super visa, supervisa',
    },
    documents: {
      Ready: `documents|papiers|dossier|pieces sont? tous? prets|pretes|pret|complet|complets|completes|reunis, tous mes|les documents|papiers, toutes les|mes pieces, dossier complet, dossier pret, tout est pret, j'ai tous les|mes? documents|papiers, ai mes documents|papiers`,
      Partial: `partie des|de mes documents|papiers, quelques documents|papiers, certains documents|papiers, presque tous|prets, il me? manque ... documents|papiers, manque encore, en train de ... documents|papiers, prepare mes documents|papiers, rassemble* ... documents|papiers, en attente ... documents|tcf|tef|ielts|passeport, presque pret`,
      'Not Ready': `pas encore ... documents|papiers|dossier, pas de documents|papiers, ai pas les|mes|de|encore documents|papiers, documents|papiers pas ... prets|pret, aucun document|papier, rien de pret, sans documents|papiers, pas prepare ... documents|papiers`,
    },
    budget: {
      Strong: `budget|argent|prix|cout n'est pas un? probleme|souci, pas de? probleme de|d'argent, pas de souci d'argent, pret|prete a payer|investir|regler, pouvons payer, peux payer, je paie|paye ce, d'accord pour payer, j'ai le budget|les fonds|les moyens, moyens financiers suffisants, fonds disponibles|suffisants, frais ne sont pas un probleme, honoraires ... accepte*`,
      Medium: `payer en plusieurs fois, en plusieurs fois, paiement echelonne, echelonn*, facilite* de paiement, mensualit*, payer par tranche*, par tranches, budget limite|moyen|raisonnable, plan de paiement, ca depend du prix, depend du prix|tarif|cout, reduction`,
      Weak: `pas d'argent, ai pas d'argent, pas les? de moyens, pas de budget, aucun budget, pas beaucoup d'argent, petit budget, peu de moyens, trop cher, gratuit*, sans payer, faible budget, fauche`,
    },
    timeline: {
      '0-30 days': `urgent, urgence, en urgence, des que possible, le plus vite possible, le plus tot possible, immediatement, tout de suite, ce mois, ce mois-ci, cette semaine, semaine prochaine, rapidement, au plus vite, demain`,
      '31-90 days': 'mois prochain, quelques mois, deux ou trois mois, prochains mois',
      '3-6 months': `fin de l'annee, semestre prochain, d'ici la fin de l'annee`,
      '6+ months': `annee prochaine, an prochain, pas presse, pas urgent, rien ne presse, juste me renseigner, simplement me renseigner, simple information, plus tard, un jour, dans le futur, a l'avenir`,
    },
    refused: 'refuse*, refus, rejete*, rejet, visa refuse|rejete, demande refusee|rejetee, deboute*',
    urgent: 'urgent*, urgence, des que possible, le plus vite possible, le plus tot possible, immediatement, tout de suite, expire bientot, expire dans, bientot expire, date limite, rapidement, au plus vite',
    complex: 'casier judiciaire, condamn*, interdit* de territoire, expuls*, fausse declaration, sans papiers, sans statut, hors statut, mesure de renvoi, appel, refuse deux|2 fois, plusieurs refus, deporte*',
    engaged: 'rappelez-moi, rappelez moi, appelez-moi, appelez moi, me rappeler, m\'appeler, prendre rendez-vous, prendre un? rendez vous, rendez-vous, reserver une consultation, parler a un|une ... conseiller|avocat|consultant|conseillere, pret a commencer, commencer maintenant',
  }),
  cues: {
    marks:
      'je tu il elle nous vous ils le la les un une des du de et est sont mon ma mes pour avec dans que qui quoi bonjour salut merci veux voudrais souhaite au aux en sur pas ne svp suis ai avez comment combien mais ou ca moi notre cherche besoin peut etre faire',
    negators: 'pas non sans aucun aucune jamais ni',
    harmless_after: 'seulement uniquement probleme souci doute grave presse mal obligatoire',
    unmet: 'ai as a avons avez ont eu peux peut pouvons sais sait trouve trouver obtenu recu possible encore reussi comprends eligible jamais connais',
    fresh: 'mais je j nous il elle mon ma plutot parce car veux voudrais souhaite cherche juste seulement sinon',
    prefers: 'prefere prefererais prefererait plutot mieux',
    than: 'que plutot',
    joins: 'ou ni et',
    wish_before:
      'but objectif chances reve veux veu voudrais voudrait veut voulons voudraient souhaite souhaitons souhaiterais souhaiterait aimerais aimerait aimerions desire cherche recherche besoin faut obtenir avoir demander demande interesse interessee comment possible aller partir faire projet envie prolonger renouveler deposer pouvoir refaire aide aidez demarches procedure devenir passer',
    wish_after: 'svp stp prix urgent',
    status_before: 'ai un, ai une, a un, a une, avec un, avec une, avec mon, avec ma, mon, ma, notre, son, titulaire un, titulaire, detenteur un, suis, apres, apres mes, apres mon, sous, suis en, en tant que, comme, depuis, fini mes, deja, ai mon, ai ma, ai la, ai le',
    status_after: 'valide, en cours',
    later: 'puis ensuite apres plus futur',
    not_english: 'on or a as me no an in at',
  },
  time: {
    units: { jour: 1, jours: 1, semaine: 7, semaines: 7, mois: 30.5, an: 365, ans: 365, annee: 365, annees: 365, semestre: 183 },
    numbers: { un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, douze: 12, quinze: 15 },
    spans: { quinzaine: 15 },
    ahead_before: 'dans ici sous avant environ prochains prochaines moins',
    past: 'depuis experience ya fait y dernier dernieres age',
    more: 'plus apres',
    months: ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre'],
  },
};
