/**
 * Places that leave no doubt about their country, by `|`. Left out on purpose: names that a second country has as well
 * (London and Hamilton in Ontario, Hyderabad, Kingston, Valencia, Tripoli, Santiago …).
 */
const CITIES: Readonly<Record<string, string>> = {
  AE: 'dubai|abu dhabi|sharjah|ajman|fujairah|ras al khaimah|al ain|umm al quwain',
  AF: 'kabul|herat|kandahar|mazar i sharif|jalalabad',
  AL: 'tirana', AM: 'yerevan', AO: 'luanda', AR: 'buenos aires|rosario|mendoza argentina', AT: 'vienna|salzburg|graz|wien', AZ: 'baku',
  AU: 'melbourne|brisbane|adelaide|canberra|gold coast',
  BA: 'sarajevo', BB: 'bridgetown', BD: 'dhaka|dacca|chittagong|chattogram|sylhet|khulna|rajshahi', BE: 'brussels|antwerp|ghent|bruxelles', BG: 'sofia|plovdiv', BH: 'manama', BJ: 'cotonou', BO: 'santa cruz de la sierra|cochabamba',
  BR: 'sao paulo|rio de janeiro|brasilia|belo horizonte|recife|fortaleza|curitiba|porto alegre|florianopolis|manaus|goiania', BS: 'nassau', BY: 'minsk',
  CA: 'toronto|montreal|vancouver|calgary|edmonton|ottawa|winnipeg|mississauga|brampton|quebec city|saskatoon|regina|markham|gatineau|burnaby|kelowna|scarborough ontario|north york|etobicoke|moncton',
  CD: 'kinshasa|lubumbashi|goma|bukavu|kisangani', CG: 'brazzaville|pointe noire', CH: 'zurich|geneva|basel|bern|lausanne|geneve', CI: 'abidjan|yamoussoukro', CM: 'douala|yaounde|bamenda',
  CN: 'beijing|shanghai|guangzhou|shenzhen|chengdu|wuhan|hangzhou|nanjing|tianjin|chongqing|suzhou|qingdao|dalian|xiamen|harbin|peking|北京|上海|广州|深圳', CO: 'bogota|medellin|barranquilla|bucaramanga|cucuta', CU: 'havana|la habana', CY: 'nicosia|limassol|larnaca', CZ: 'prague|brno|praha',
  DE: 'berlin|munich|hamburg|frankfurt|cologne|stuttgart|dusseldorf|leipzig|dresden|munchen|koln|nuremberg|hannover', DK: 'copenhagen|aarhus|kobenhavn', DO: 'santo domingo|punta cana', DZ: 'algiers|oran|alger|annaba', EC: 'quito|guayaquil', EE: 'tallinn', EG: 'cairo|giza|le caire|القاهره', ER: 'asmara',
  ES: 'madrid|seville|bilbao|malaga|sevilla|zaragoza', ET: 'addis ababa|addis abeba', FI: 'helsinki|tampere|espoo', FR: 'paris|lyon|marseille|toulouse|bordeaux|lille|strasbourg|nantes|montpellier', GB: 'edinburgh|glasgow|leeds|liverpool|bristol uk|sheffield|cardiff|belfast|nottingham|leicester',
  GE: 'tbilisi|batumi|kutaisi', GH: 'accra|kumasi|takoradi', GN: 'conakry', GR: 'thessaloniki|piraeus', GT: 'guatemala city', HK: 'kowloon', HN: 'tegucigalpa|san pedro sula', HR: 'zagreb', HT: 'port au prince', HU: 'budapest', ID: 'jakarta|surabaya|bandung|bali|medan', IE: 'dublin|galway|limerick', IL: 'tel aviv|haifa',
  IN: 'mumbai|bombay|delhi|new delhi|bangalore|bengaluru|chennai|madras|kolkata|calcutta|pune|ahmedabad|chandigarh|ludhiana|amritsar|jalandhar|surat|jaipur|lucknow|kanpur|nagpur|indore|bhopal|vadodara|patna|kochi|cochin|coimbatore|gurgaon|gurugram|noida|vijayawada|visakhapatnam|thiruvananthapuram|mohali|patiala|rajkot|mysore|मुंबई|दिल्ली|नई दिल्ली',
  IQ: 'baghdad|basra|erbil|mosul|sulaymaniyah|kirkuk', IR: 'tehran|teheran|shiraz|isfahan|esfahan|mashhad|tabriz|karaj|تهران|اصفهان|شیراز|مشهد', IS: 'reykjavik', IT: 'milan|rome|turin|milano|roma|torino|bologna|palermo|napoli', JO: 'amman', JP: 'tokyo|osaka|kyoto|yokohama|nagoya|fukuoka|東京', KE: 'nairobi|mombasa|kisumu|nakuru', KG: 'bishkek',
  KH: 'phnom penh|siem reap', KP: 'pyongyang', KR: 'seoul|busan|incheon|daegu|daejeon|서울|부산', KW: 'kuwait city', KZ: 'almaty|astana|nur sultan', LA: 'vientiane', LB: 'beirut|beyrouth', LK: 'colombo|kandy', LT: 'vilnius', LV: 'riga', LY: 'benghazi', MA: 'casablanca|rabat|marrakech|marrakesh|tangier|agadir|fes', MD: 'chisinau',
  MG: 'antananarivo', MK: 'skopje', ML: 'bamako', MM: 'yangon|mandalay|rangoon', MN: 'ulaanbaatar|ulan bator', MV: 'male maldives', MW: 'lilongwe|blantyre', MX: 'mexico city|guadalajara|monterrey|tijuana|cancun|puebla|ciudad de mexico|cdmx|queretaro', MY: 'kuala lumpur|penang|johor bahru|kota kinabalu|kuching', MZ: 'maputo', NA: 'windhoek',
  NE: 'niamey', NG: 'lagos|abuja|ibadan|port harcourt|kano|benin city|enugu|kaduna|warri|ilorin|abeokuta|onitsha', NI: 'managua', NL: 'amsterdam|rotterdam|the hague|utrecht|eindhoven|den haag', NO: 'oslo|bergen norway|trondheim|stavanger', NP: 'kathmandu|pokhara|lalitpur|biratnagar|chitwan', NZ: 'auckland|wellington|christchurch', OM: 'muscat|salalah',
  PE: 'lima|arequipa|trujillo peru|cusco', PH: 'manila|quezon city|cebu|davao|makati|cebu city|metro manila|davao city|taguig|iloilo|baguio', PK: 'karachi|lahore|islamabad|rawalpindi|faisalabad|multan|peshawar|sialkot|quetta|gujranwala', PL: 'warsaw|krakow|wroclaw|gdansk|poznan|warszawa', PS: 'ramallah|gaza city|nablus', PT: 'lisbon|porto|lisboa|coimbra', PY: 'asuncion',
  QA: 'doha', RO: 'bucharest|cluj napoca|timisoara', RS: 'belgrade|novi sad', RU: 'moscow|novosibirsk|yekaterinburg|kazan|vladivostok|москва|санкт петербург', RW: 'kigali', SA: 'riyadh|jeddah|mecca|dammam|makkah|khobar|الریاض|جده', SD: 'khartoum|omdurman', SE: 'stockholm|gothenburg|malmo|uppsala', SI: 'ljubljana', SK: 'bratislava', SL: 'freetown', SN: 'dakar',
  SO: 'mogadishu', SS: 'juba', SV: 'san salvador', SY: 'damascus|aleppo|homs|latakia', TD: 'ndjamena', TG: 'lome', TH: 'bangkok|chiang mai|phuket|pattaya', TJ: 'dushanbe', TN: 'tunis|sfax|sousse', TR: 'istanbul|ankara|izmir|antalya|bursa', TT: 'port of spain', TW: 'taipei|kaohsiung|taichung|台北', TZ: 'dar es salaam|dodoma|arusha',
  UA: 'kyiv|kiev|kharkiv|lviv|odesa|dnipro|київ', UG: 'kampala|entebbe', UY: 'montevideo', UZ: 'tashkent|samarkand', VE: 'caracas|maracaibo', VN: 'hanoi|ho chi minh city|saigon|da nang|ho chi minh|hcmc|haiphong|ha noi', XK: 'pristina|prishtina', YE: 'sanaa|aden', ZA: 'johannesburg|cape town|durban|pretoria|soweto|port elizabeth', ZM: 'lusaka|ndola', ZW: 'harare|bulawayo',
  US: 'new york city|nyc|los angeles|chicago|houston|miami|san francisco|seattle|boston|dallas|atlanta|philadelphia|phoenix|denver|las vegas|detroit|washington dc|brooklyn|san diego|austin|orlando|tampa|minneapolis|baltimore|sacramento|charlotte|nashville|salt lake city',
};

const REGIONS: Readonly<Record<string, string>> = {
  CA: 'ontario|quebec|british columbia|alberta|manitoba|saskatchewan|nova scotia|new brunswick|newfoundland|newfoundland labrador|prince edward island|yukon|nunavut|northwest territories|gta|lower mainland',
  US: 'alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|nebraska|nevada|new hampshire|new jersey|new mexico|new york|new york state|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington state|west virginia|wisconsin|wyoming',
  IN: 'kerala|gujarat|tamil nadu|haryana|goa|telangana|andhra pradesh|karnataka|maharashtra|uttar pradesh|madhya pradesh|rajasthan|bihar|west bengal|odisha|assam|jharkhand|himachal pradesh|uttarakhand|chhattisgarh',
  AU: 'queensland|new south wales|tasmania|south australia|western australia|nsw', PK: 'sindh|balochistan|khyber pakhtunkhwa', NG: 'lagos state|rivers state|ogun state|delta state|oyo state', DE: 'bavaria|bayern|hessen|north rhine westphalia', ES: 'catalonia|andalusia|cataluna', IT: 'sicily|lombardy|tuscany', ID: 'java|sumatra',
  KR: 'gyeonggi', CN: 'guangdong|zhejiang|fujian|sichuan|jiangsu|shandong|hunan|hubei', GB: 'greater london|yorkshire|lancashire', BR: 'minas gerais|parana|rio grande do sul',
};

/** `AL`, `TX`: two letters of the United States; `ON`, `BC`: of Canada. */
export const STATE_LETTERS: ReadonlySet<string> = new Set('AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC'.split(' '));
export const PROVINCE_LETTERS: ReadonlySet<string> = new Set('AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' '));

function byName(places: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(places).flatMap(([country, names]) => names.split('|').map((name): [string, string] => [name, country])));
}

export const CITY_COUNTRIES = byName(CITIES);
export const REGION_COUNTRIES = byName(REGIONS);
