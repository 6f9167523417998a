import type { RuleBook } from '../rule-book';
import { usualRules } from './write-rule';

const SPOUSE = 'wife|husband|pati|patni|biwi|biwi|bivi|spouse|gharwali|shauhar|mangetar|पत्नी|पति|बीवी|वाइफ|हस्बैंड|मंगेतर';
const PARENTS = 'mummy|papa|maa|mata|pita|mom|dad|parents|ma|baap|माता|पिता|मम्मी|पापा|मां|पेरेंट्स|माता-पिता';
const FAMILY = `${SPOUSE}|${PARENTS}|beta|beti|bacche|bachche|bachcho|bacho|family|parivar|बेटा|बेटी|बच्चे|बच्चों|परिवार|फैमिली`;
const RELATIVES = `${FAMILY}|bhai|behen|bahan|didi|dost|sasural|rishtedar|chacha|mama|भाई|बहन|दीदी|दोस्त|ससुराल|रिश्तेदार|पोते|नाती`;
const JOB = 'kaam|kam|naukri|nokri|nauqri|job|jobs|rozgar|kaam-dhandha|काम|नौकरी|जॉब|रोजगार|रोज़गार';
const VISA = 'visa|viza|veeza|visha|वीजा|वीज़ा|विजा|परमिट|permit|parmit';
const STUDY = 'padhai|padhayi|parhai|padai|padhaai|studies|पढ़ाई|पढाई|पढ़ाइ|स्टडी|study';

/** Hindi in Devanagari and in Latin letters, mixed with English as it is spoken. */
export const hindi: RuleBook = {
  language: 'hi',
  rules: usualRules({
    strong: {
      PR: `पीआर, पी आर, पीअार, परमानेंट रेजिडे*, परमानेंट रेसिडे*, परमानेंट रेज़िडे*, स्थायी निवास*, स्थाई निवास*, sthayi niwas, sthai niwas, ग्रीन कार्ड, स्पाउस स्पॉन्सर*, स्पॉन्सरशिप, sponsorship ka, family sponsorship, निवेशक वीज़ा, इन्वेस्टर वीज़ा, investor visa, permanent visa, पक्का वीजा, pakka visa`,
      Work: `वर्क परमिट, वर्क ${VISA}, work viza, kaam ka ${VISA}, kaam ke visa, काम का ${VISA}, काम की अनुमति, काम करने की अनुमति, job ${VISA}, जॉब ${VISA}, naukri ka ${VISA}, नौकरी का ${VISA}, ओपन वर्क, एलएमआईए, एल एम आई ए, spouse open work`,
      Study: `स्टडी ${VISA}, स्टूडेंट ${VISA}, विद्यार्थी ${VISA}, छात्र ${VISA}, study viza, student viza, padhai ka ${VISA}, पढ़ाई का ${VISA}, visa ... study wala, study wala ${VISA}, study wala`,
      Visitor: `विजिटर ${VISA}, विज़िटर ${VISA}, विजिट ${VISA}, टूरिस्ट ${VISA}, पर्यटक ${VISA}, visitor viza, tourist viza, ghumne ka ${VISA}, ghoomne ka ${VISA}, घूमने का ${VISA}, सुपर ${VISA}, milne ka ${VISA}`,
      Citizenship: `नागरिकता, nagrikta, nagarikta, सिटीजनशिप, सिटिज़नशिप, सिटीज़नशिप, कनाडाई नागरिक बन*, नागरिक ... बन*, citizen ban*, canadian citizen ban*, कनाडाई पासपोर्ट, कनाडा का पासपोर्ट, canada ka passport`,
      Refugee: `शरण, शरणार्थी, sharan, sharnarthi, असाइलम, रिफ्यूजी, panah, पनाह, refuge claim, refugi`,
      Other: 'pr card renew, pr card ghum, पीआर कार्ड रिन्यू',
    },
    normal: {
      PR: `permanent hone|hona|ho|rehna|jana, permanent hone ka, rehne ke liye, rehna hai, rehna chahte, rehna|rehne canada, रहने के लिए, रहना है, रहना चाहते, ${SPOUSE} ... pr hai|holder, ${SPOUSE} ... पीआर है|में, ${SPOUSE} के पास ... जाना|जाऊं, ${SPOUSE} ke paas ... jana|jaana|jau, unke paas jana|jaana|kaise, उनके पास ... जाना|जाऊं, us ke paas jana, business karke, business shuru|start, बिजनेस शुरू, बिज़नेस शुरू, business karna, बिजनेस करना, बिजनेस करके, nayi zindagi, family ke saath ... jana|jaana|rehna|shift, परिवार के साथ ... जाना|रहना|बसना, crs kitna|score|points, crs, sath rehna, साथ रहना, immigration karwana, गोद लेना, बसना, बसने, बस जाना, bas jana, basna, basne, settle hona|hone|ho|karna, सेटल होना|होने, सेटल, इमिग्रेशन, इमीग्रेशन, immigrate karna, permanent|permanently ... bulana|jana|rehna|settle, hamesha ke liye, humesha ke liye, हमेशा के लिए, परमानेंट, स्थायी रूप, sthayi roop, pakka hona, pakke hona, पक्का होना, apni|apne|meri ${FAMILY} ... bulana|bulani|bulwana|bulaana, ${FAMILY} ... bulana|bulwana|bulane|बुलाना|बुलवाना|बुलाने, ${FAMILY} को ... बुलाना|बुलाने, mujhe ... bulana chahti|chahta|chahte, स्पॉन्सर, sponsor karna|kar|kare|karne|karwana, प्रवास, canada shift, कनाडा शिफ्ट, canada me rehna, कनाडा में रहना, investor, इन्वेस्टर, निवेशक`,
      Work: `vacancy, वैकेंसी, resume, रिज्यूमे, रेज़्यूमे, cv, बायोडाटा, biodata, internship, इंटर्नशिप, opportunity, opportunities, cook|driver|worker|helper bulane|bulana|chahiye, driver|nurse|cook|welder|plumber|electrician ki zaroorat|jarurat|demand|vacancy, की जरूरत है, ड्राइवर|नर्स|कुक|वेल्डर की जरूरत|ज़रूरत|डिमांड, विदेश में नौकरी, videsh me naukri, hospital me, factory me, warehouse job, लेबर, labour ka kaam, dihadi, दिहाड़ी, काम पर, job lagwa*, jab|job lag, ${JOB} karna|karne|karni|chahiye|chahie|chaiye|dhundh*|dhoondh*|dund*|mil*|lagwa*|lagva*|dilwa*|dila|milega|milegi, ${JOB} ... chahiye|dhundh|dhoondh|milega|milegi|mil|lagwa|dilwa, ${JOB} करना|करने|करनी|चाहिए|मिल*|ढूंढ*|दिलवा*|लगवा*, ${JOB} ... चाहिए|मिलेगा|मिलेगी|दिलवा, canada me|mein ${JOB}, कनाडा में ... ${JOB}, job offer, जॉब ऑफर, जॉब ऑफ़र, ऑफर लेटर, kaam ke liye, काम के लिए, kaam karna, kaam karne, केयरगिवर, caregiver ki, नैनी, ड्राइवर की ${JOB}, company ... bhejna|bula, कंपनी ... भेजना|बुला, मजदूरी, majduri, mazdoori, खेती का काम, kheti ka kaam, hire kar*, भर्ती, bharti`,
      Study: `konsi|kaunsi|kaunsa|kaun|konsa|best uni|university|college|course, कौन सी|सा यूनिवर्सिटी|कॉलेज|कोर्स, college|university sasta|sasti|fees|ki|me, sop, एसओपी, offer letter aa, college ka offer|letter, उच्च शिक्षा, aage ki padhai, आगे की पढ़ाई, bahar padhne|bhejna, padhne bhejna, पढ़ने भेजना, ielts ... uni|college|university, आईलेट्स|आइईएलटीएस ... कॉलेज|यूनिवर्सिटी, intake me, 12th me, बारहवीं, bcom ke baad, btech ke baad, bsc ke baad, graduation ke baad, ग्रेजुएशन के बाद, school me admission, ${STUDY}, padhna, padhne, padna hai, parhna, पढ़ना, पढ़ने, पढना, पढने, ${STUDY} karna|karni|karne|ke, पढ़ाई करना|करनी|करने|के, masters karna|karni, mba karna|krna|krni, एमबीए, bachelors karna, मास्टर्स, मास्टर, ग्रेजुएशन, पोस्ट ग्रेजु*, डिप्लोमा, एडमिशन, दाखिला, dakhila, daakhila, admission lena|chahiye|ho|karwana|mil*, प्रवेश लेना, यूनिवर्सिटी, विश्वविद्यालय, कॉलेज, college me, university me|achhi, छात्रवृत्ति, स्कॉलरशिप, chhatravritti, scholarship, 12th ke baad, 12vi ke baad, barahvi ke baad, बारहवीं के बाद, degree karni, course karna, कोर्स करना, इंटेक`,
      Visitor: `delivery, डिलीवरी, convocation, कॉन्वोकेशन, कन्वोकेशन, दीक्षांत, graduation ceremony, business trip, बिजनेस ट्रिप, conference, mahine|hafte|din ke liye jana|aana|jaana|bulana, महीने|हफ्ते|दिन के लिए ... जाना|आना|बुलाना, dekhne jana, देखने जाना, niagara, नियाग्रा, पास ... महीने के लिए, bete|beti ke paas, बेटे|बेटी के पास, bhai|behen ke paas jana, भाई|बहन के पास, garmi ki chhutti*, गर्मी की छुट्टी*, ghoom*, ghumne, ghoomne, ghumna, ghoomna, घूमने, घूमना, घुमने, milne jana, milne ... jana, milne ke liye, मिलने, मिलने जाना, ${RELATIVES} se milne|milna, ${RELATIVES} से मिलने|मिलना, shaadi me|mein, shadi me|mein|attend, शादी में, chhutti*, chutti*, छुट्टी, छुट्टियों, छुट्टियां, टूरिस्ट, पर्यटन, सैर, sair, सैर-सपाटा, नियाग्रा, trip, visit karna|karne, विजिट`,
      Citizenship: 'nagrik banna, नागरिक बनना, citizen banna',
      Refugee: `wapas nahi ja, wapas nahin ja, वापस नहीं जा, raajnitik, rajnitik, राजनीतिक, surakhsha chahiye, suraksha chahiye, jaan ko khatra, jaan ka khatra, जान को खतरा, जान का खतरा, khatra, खतरा, desh me khatra, wapas nahi ja sakta, वापस नहीं जा सकता, maar denge, मार देंगे, dhamki, धमकी, uttpidan, उत्पीड़न, सुरक्षा चाहिए`,
    },
    weak: {
      PR: 'स्पॉन्सर*, sponsor*, इमिग्रेशन, निवास',
      Work: `kaam, naukri, nokri, काम, नौकरी, जॉब, रोजगार, वर्क, salary, तनख्वाह`,
      Study: `padh*, पढ*, स्टडी, स्टूडेंट, छात्र, विद्यार्थी, school, स्कूल, course, कोर्स, class, क्लास`,
      Visitor: 'ghum*, ghoom*, घूम*, विजिट*, यात्रा, yatra, shaadi, शादी, milne, visit*',
      Citizenship: 'नागरिक, nagrik, पासपोर्ट',
      Refugee: 'खतरा, khatra, सुरक्षा, suraksha',
      Other: 'अपील, apeal',
    },
    idle: `padhne se accha|achha|behtar|badhiya|better, पढ़ने से अच्छा|बेहतर, kaam se accha|behtar, शादी के बाद, shaadi ke baad, shadi ke baad, बाद शादी, shaadi ho, shadi ho|hui, शादी हो|हुई, mera restaurant, apna business, saal ka experience, work permit pe, wapas nahi aaoge, permanent job, pr mile ... saal, pr mili ... saal, pr hai mere, mere paas pr hai, मेरे पास पीआर, पीआर मिले, pr card, पीआर कार्ड, citizen hai|hain|hoon|hu, नागरिक हैं|है|हूं, के नागरिक, सिटीजन है|हैं, canadian citizen, work experience, kaam ka experience, काम का अनुभव, kaam karta|karti|karte hu|hoon|hun|hai|hain, काम करता|करती|करते हूं|है|हैं, naukri karta|karti hu|hun|hai, job karta|karti hu|hun|hai, padhai khatam|puri|complete, पढ़ाई पूरी|खत्म, padh raha|rahe|rahi hai|hain|hu|hun, पढ़ रहा|रहे|रही, padhe likhe, kitna kaam, kaam ho, kaam kab, ho jayega kaam, mera kaam ho|kar|kara, aapka kaam, masters kiya|ki|complete, graduation kiya|ki|complete|ho, बी टेक किया, degree hai, passport hai`,
    programs: {
      'Express Entry': 'एक्सप्रेस एंट्री, एक्सप्रेस एन्ट्री, express entri, express entry, ekspress entry',
      PNP: 'पीएनपी, पी एन पी, प्रोविंशियल नॉमिनी, provincial nominee',
      LMIA: 'एलएमआईए, एल एम आई ए, lmia',
      'Study Permit': `स्टडी ${VISA}, स्टूडेंट ${VISA}, छात्र ${VISA}, study viza, student viza, padhai ka visa, पढ़ाई का ${VISA}, visa ... study wala`,
      'Visitor Visa': `विजिटर ${VISA}, विज़िटर ${VISA}, विजिट ${VISA}, टूरिस्ट ${VISA}, पर्यटक ${VISA}, visitor viza, tourist viza, सुपर ${VISA}, ghumne ka visa`,
    },
    documents: {
      Ready: `saare|sare|sab|sabhi documents|docs|kagaz|kagzat|papers ready|taiyar|tayyar|complete|pure|hai|hain, documents|docs|papers|kagaz|kagzat ready|taiyar|tayyar|complete hai|hain|he|h, documents|docs ready, सारे|सभी|सब डॉक्यूमेंट|डॉक्यूमेंट्स|कागज|कागजात|दस्तावेज तैयार|रेडी|पूरे|हैं, डॉक्यूमेंट|डॉक्यूमेंट्स|कागज|कागजात|दस्तावेज तैयार|रेडी हैं|है, sab ready hai, sab kuch ready`,
      Partial: `kuch documents|docs|kagaz|papers, कुछ डॉक्यूमेंट|डॉक्यूमेंट्स|कागज|कागजात|दस्तावेज, documents|docs|kagaz baki|baaki, डॉक्यूमेंट|कागज|दस्तावेज बाकी, aadhe documents, ielts baki|baaki, documents bana raha|rahe, ikattha kar raha, documents collect kar`,
      'Not Ready': `documents|docs|papers|kagaz ... nahi|nahin|nhi ready|taiyar|hai|hain|bane, documents|docs ... ready|taiyar nahi|nahin|nhi, abhi documents ... nahi|nahin|nhi, डॉक्यूमेंट|डॉक्यूमेंट्स|कागज|कागजात|दस्तावेज ... नहीं, koi document nahi, bina documents, कोई डॉक्यूमेंट नहीं`,
    },
    budget: {
      Strong: `paise|paisa|paiso|budget|fees ki koi? dikkat|problem|tension|chinta nahi|nahin|nhi, paise ki koi, budget ki ... nahi, पैसे|बजट की कोई? दिक्कत|समस्या|चिंता नहीं, paisa|paise|fees dene ko|ke ready|taiyar|tayyar, paisa|paise ... ready, jitna lage|lagega, jitna bhi lage, पैसे देने को तैयार, जितना लगे, paise hai|hain mere, paise ready, फीस देने को तैयार, fees de sakta|sakte|dunga|denge, पैसा कोई समस्या नहीं, budget achha`,
      Medium: `kist*, kishto, installment*, emi, किस्त*, किश्त*, installments me, thoda thoda, budget limited, थोड़ा थोड़ा, discount, kam kar do, फीस कम`,
      Weak: `paise|paisa|budget nahi|nahin|nhi, paise nahi hai, पैसे|पैसा|बजट नहीं, budget kam|tight|chota, बजट कम, kam budget, kam paise, कम पैसे, muft, free me|mein, फ्री में, मुफ्त, garib, गरीब, mehnga, महंगा, afford nahi, itna paisa nahi, bina paise, free consultation`,
    },
    timeline: {
      '0-30 days': `jaldi, jald, jaldi se jaldi, turant, isi mahine, is mahine, iss mahine, is hafte, agle hafte, urgent hai, kal tak, जल्दी, जल्द से जल्द, तुरंत, अभी तुरंत, इसी महीने, इस महीने, इस हफ्ते, अगले हफ्ते`,
      '31-90 days': 'agle mahine, agle mahiney, kuch mahine|mahino, do teen mahine, अगले महीने, कुछ महीने, दो तीन महीने',
      '3-6 months': 'saal ke ant|end, 6 mahine tak, साल के अंत, छमाही',
      '6+ months': `agle saal, agle sal, next saal, koi jaldi nahi|nahin|nhi, jaldi nahi, अगले साल, कोई जल्दी नहीं, जल्दी नहीं, baad me|mein dekhenge, sirf jankari, bas jankari, सिर्फ जानकारी, bas puchna tha, future me, bhavishya`,
    },
    refused: 'reject*, refuse ho*|hua|hui|kar*, refused, rijekt, रिजेक्ट*, रिफ्यूज*, अस्वीकृत, खारिज, reject ho gaya|gayi, visa reject, na manzoor, नामंजूर',
    urgent: 'jaldi, turant, urgent, jald se jald, जल्दी, तुरंत, अर्जेंट, khatam ho raha|rahi|rahe, khatam hone, खत्म हो रहा|रही, expire ho raha, deadline',
    complex: 'criminal record, police case, court case, deport*, डिपोर्ट, निर्वासित, overstay*, ghair kanooni, gairkanuni, गैरकानूनी, अवैध, farzi documents, fake documents, do baar reject, कई बार रिजेक्ट, अपील, status khatam, out of status',
    engaged: 'call karo|kare|karna|kijiye|kardo|kariye, mujhe call, phone karo|kare|kijiye, कॉल करो|करें|कीजिए, फोन करो|करें|कीजिए, baat karni|karna hai, बात करनी है, appointment chahiye|book|leni, अपॉइंटमेंट, milna hai aapse, मिलना है, office aana',
  }),
  cues: {
    marks:
      'mujhe mera meri mere hai hain hu hoon hun ka ki ke ko se me mein kya kaise chahiye chahie chaiye karna karni karne liye bhai sir nahi nahin aap hum main mai aur ya lekin abhi ab tha thi raha rahe rahi ho gaya gayi batao kitna kitni kaunsi wala wale jana apni apne namaste krna h haan yaar bhi sakta hota',
    negators: 'nahi nahin nhi nai na mat bina नहीं नही मत ना बिना न',
    negators_after: 'nahi nahin nhi nai mat नहीं नही मत ना',
    harmless_after: 'sirf keval problem dikkat pata सिर्फ केवल',
    unmet: 'mil mila mili milta milti milega mile hai hain he h ho hua hui hue aaya aayi pata hota ata aata lag laga है हैं मिल मिला मिली मिलता हो हुआ हुई पता आता लगा pe bina बिना',
    fresh: 'lekin par magar balki mujhe main mai hum ab sirf bas seedha sidha kyunki लेकिन मगर बल्कि मुझे मैं हम अब सिर्फ बस क्योंकि but',
    joins: 'ya aur or na या और',
    wish_before: 'goal sapna chances mujhe chahiye kaise apply process मुझे कैसे chahta chahti ab अब jankari interested',
    wish_after:
      'chahiye chahie chaiye chahta chahti chahte karna karni karne karwana karwani krna krni lena leni lene lagwana lagana lagwani bharna jana jaana hona batao bataye bataiye banna milega milegi kaise apply extend process dekhna dilwa kharcha fees चाहिए चाहता चाहती चाहते करना करनी करने करवाना लेना लेनी लगवाना भरना जाना बताओ बताएं बनना मिलेगा मिलेगी कैसे आवेदन प्रक्रिया बाकी',
    status_before: 'mere paas, mera, meri, mere, abhi, main abhi, मेरे पास, मेरा, मेरी, अभी, मैं अभी, ke baad, के बाद',
    status_after: 'pe, par, pe hu, par hu, pe hoon, par hoon, hai mere, mila hua, pe hai, पर, पर हूं, पे, के बाद, ke baad, walo, se hu',
    later: 'phir baad fir uske फिर बाद',
    not_english: 'me to so is par an in has hi do the am main bus mil',
  },
  time: {
    units: {
      din: 1, hafta: 7, hafte: 7, haftey: 7, hafton: 7, mahina: 30.5, mahine: 30.5, mahiney: 30.5, mahino: 30.5, maheene: 30.5, saal: 365, sal: 365, saalo: 365,
      दिन: 1, दिनों: 1, हफ्ता: 7, हफ्ते: 7, हफ्तों: 7, सप्ताह: 7, महीना: 30.5, महीने: 30.5, महीनों: 30.5, माह: 30.5, साल: 365, वर्ष: 365,
    },
    numbers: {
      ek: 1, do: 2, teen: 3, tin: 3, char: 4, chaar: 4, paanch: 5, panch: 5, chhe: 6, che: 6, chah: 6, saat: 7, aath: 8, nau: 9, das: 10, dus: 10, barah: 12,
      एक: 1, दो: 2, तीन: 3, चार: 4, पांच: 5, पाँच: 5, छह: 6, छः: 6, छे: 6, सात: 7, आठ: 8, नौ: 9, दस: 10, बारह: 12,
    },
    ahead_before: 'agle aane अगले',
    ahead_after: 'me mein mai andar tak में अंदर तक bhitar',
    past: 'pehle purana experience se ho hogaye gaye anubhav tajurba पहले अनुभव से हो liye लिए',
    more: 'zyada jyada adhik ज्यादा अधिक baad',
    months: [],
  },
};
