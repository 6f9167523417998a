/** Names of where clients come from, commonest first; `women` and `men` are given names. */
export interface Culture {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly families: readonly string[];
  /** Endings that make further, rarer family names. */
  readonly endings: readonly string[];
  readonly dial: string;
  /** National digits of a mobile number. */
  readonly digits: number;
  readonly cities: readonly string[];
  /** How often the family name is written first. */
  readonly familyFirst: number;
}

const list = (text: string): string[] => text.split(' ');

export const CULTURES: readonly Culture[] = [
  {
    women: list('Harpreet Manpreet Simran Jasleen Navdeep Kiran Gurpreet Amandeep Rupinder Sukhmani Parminder Baljit Ravneet Mandeep Ramandeep Komal'),
    men: list('Gurpreet Harjit Manpreet Sukhdeep Jaspreet Amandeep Sandeep Mandeep Balwinder Rajinder Kuldeep Jagdeep Ravinder Navjot Satnam Tejinder'),
    families: list('Singh Kaur Gill Sidhu Dhillon Grewal Sandhu Brar Dhaliwal Sekhon Bajwa Randhawa Bains Mann Cheema Virk'),
    endings: list('wal ana pur ka jit'), dial: '91', digits: 10, cities: list('Ludhiana Amritsar Jalandhar Patiala Bathinda Brampton Surrey'), familyFirst: 0.05,
  },
  {
    women: list('Priya Anjali Neha Pooja Kavita Sunita Divya Shreya Meera Lakshmi Deepa Swati Nisha Rekha Ananya Aishwarya'),
    men: list('Rajesh Amit Rahul Vikram Suresh Sanjay Arjun Rohit Anil Vijay Krishna Abhishek Siddharth Karthik Manoj Deepak'),
    families: list('Sharma Patel Kumar Gupta Reddy Shah Mehta Verma Iyer Nair Desai Joshi Rao Agarwal Chaudhary Banerjee'),
    endings: list('kar wala appa swamy nathan'), dial: '91', digits: 10, cities: list('Mumbai Delhi Bengaluru Hyderabad Ahmedabad Chennai Pune Toronto Mississauga'), familyFirst: 0.1,
  },
  {
    women: list('Fatima Aisha Zainab Maryam Noor Layla Hana Yasmin Khadija Amina Sara Rania Salma Huda Leila Nadia'),
    men: list('Mohammed Ahmed Ali Omar Hassan Hussain Yusuf Ibrahim Khalid Abdullah Mustafa Mahmoud Tariq Bilal Hamza Karim'),
    families: list('Khan Ahmed Ali Hussain Al-Hassan Malik Sheikh Rahman Qureshi Abdullah Mansour El-Sayed Haddad Nasser Farouk Siddiqui'),
    endings: list('i ani awi uddin oun'), dial: '92', digits: 10, cities: list('Lahore Karachi Dubai Cairo Riyadh Amman Beirut Islamabad Calgary'), familyFirst: 0.04,
  },
  {
    women: list('Wei Li Na Xiuying Jing Yan Min Fang Xia Ling Mei Hui Juan Ying Xin Qian'),
    men: list('Wei Jun Lei Qiang Yong Tao Ming Hao Jie Bin Peng Gang Chao Feng Hui Long'),
    families: list('Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo'),
    endings: list('ng u ao'), dial: '86', digits: 11, cities: list('Beijing Shanghai Guangzhou Shenzhen Chengdu Vancouver Richmond'), familyFirst: 0.4,
  },
  {
    women: list('Maria Sofia Camila Valentina Isabella Ana Lucia Gabriela Fernanda Daniela Carmen Rosa Guadalupe Juana Paola Andrea'),
    men: list('Jose Juan Carlos Luis Miguel Jorge Pedro Francisco Manuel Diego Andres Fernando Ricardo Alejandro Javier Rafael'),
    families: list('Rodriguez Gonzalez Garcia Hernandez Lopez Martinez Perez Sanchez Ramirez Torres Flores Rivera Gomez Diaz Cruz Morales'),
    endings: list('ez ero ales illo ada'), dial: '52', digits: 10, cities: list('Bogota Lima Guadalajara Monterrey Quito Medellin Montreal'), familyFirst: 0.06,
  },
  {
    women: list('Olena Oksana Iryna Nataliia Tetiana Anastasia Daria Yulia Svetlana Ekaterina Anna Victoria Marina Ludmila Galina Sofiia'),
    men: list('Oleksandr Serhii Dmitri Andrii Ivan Mykola Volodymyr Yuri Mikhail Alexei Pavel Maksym Bohdan Roman Igor Viktor'),
    families: list('Shevchenko Kovalenko Bondarenko Tkachenko Ivanov Petrov Kravchenko Melnyk Popov Sokolov Kozlov Volkov Moroz Lysenko Marchenko Savchenko'),
    endings: list('enko chuk ov sky in'), dial: '380', digits: 9, cities: list('Kyiv Kharkiv Odesa Lviv Dnipro Warsaw Winnipeg Edmonton'), familyFirst: 0.3,
  },
  {
    women: list('Mary Grace Angel Joy Princess Kristine Jennifer Michelle Rose Lovely Cherry Marites Analyn Jasmine Precious Divina'),
    men: list('John Mark Joshua Christian Michael Angelo Jerome Ronald Reynaldo Eduardo Rommel Jayson Arnel Rodel Danilo Noel'),
    families: list('Santos Reyes Cruz Bautista Ocampo Garcia Mendoza Torres Castillo Villanueva Ramos Aquino Navarro Mercado Salazar Domingo'),
    endings: list('an ao ban lang mag'), dial: '63', digits: 10, cities: list('Manila Quezon Cebu Davao Makati Iloilo Winnipeg'), familyFirst: 0.05,
  },
  {
    women: list('Chioma Ngozi Amara Ifeoma Blessing Funke Adaeze Yetunde Folake Grace Esther Patience Zainab Halima Kemi Tolu'),
    men: list('Chinedu Emeka Oluwaseun Tunde Ibrahim Chukwuemeka Segun Femi Kelechi Obinna Musa Adebayo Uche Ifeanyi Samuel Emmanuel'),
    families: list('Okafor Adeyemi Okonkwo Bello Eze Balogun Nwosu Adebayo Musa Ogunleye Obi Abubakar Olawale Chukwu Danjuma Ojo'),
    endings: list('chukwu wale emi oke ade'), dial: '234', digits: 10, cities: list('Lagos Abuja Ibadan Kano Enugu Accra Hamilton'), familyFirst: 0.15,
  },
  {
    women: list('Mary Elizabeth Susan Margaret Jennifer Katherine Deborah Christine Patricia Barbara Rebecca Jessica Emily Alexandra Victoria Samantha'),
    men: list('James Robert William Michael Thomas David Richard Charles Joseph Christopher Daniel Matthew Anthony Steven Andrew Edward'),
    families: list("Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Walker Wright O'Brien McDonald Campbell Stewart"),
    endings: list('son ton ford ley worth'), dial: '1', digits: 10, cities: list('Toronto London Vancouver Ottawa Halifax Boston Chicago Dublin'), familyFirst: 0.06,
  },
];

const SYLLABLES = list('ba ka la ma na ra sa ta va da ga ha be ke le me ne re se te bi ki li mi ni ri si ti bo ko lo mo no ro so to du ku lu mu nu ru su tu');

/** A rare word made of syllables: one name in some thousands, as half of all names are. */
export function rareWord(below: (limit: number) => number, endings: readonly string[]): string {
  const stem = Array.from({ length: 2 + below(2) }, () => SYLLABLES[below(SYLLABLES.length)]).join('');
  const word = stem + (endings[below(endings.length)] ?? '');
  return word.charAt(0).toUpperCase() + word.slice(1);
}
