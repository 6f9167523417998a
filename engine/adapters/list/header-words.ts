import type { LeadField } from '../../core/lead';

/**
 * What lists call their columns in the languages of the firm's markets, beyond the form labels that core knows. Only plain
 * names of a column: a question in many words is matched by core.
 */
export const HEADER_WORDS: Partial<Record<LeadField, readonly string[]>> = {
  full_name: [
    ...['contact', 'client', 'client name', 'customer name', 'lead name', 'person', 'applicant', 'applicant name', 'candidate', 'names'],
    ...['nombre', 'nombre y apellidos', 'nombre y apellido', 'nom et prenom', 'nom prenom', 'nome', 'nome e cognome', 'vor und nachname', 'naam', 'volledige naam', 'imie i nazwisko', 'ad soyad', 'adi soyadi'],
    ...['имя', 'имя и фамилия', 'фио', 'полное имя', "ім'я", 'піб', 'नाम', 'पूरा नाम', 'ਨਾਮ', 'ਪੂਰਾ ਨਾਮ', 'নাম', 'الاسم', 'الاسم الكامل', 'نام', 'نام کامل', 'پورا نام', '姓名', '名字', '氏名', '이름', '성명', 'ho ten', 'ho va ten', 'pangalan', 'jina', 'jina kamili'],
  ],
  first_name: ['first', 'given names', 'forenames', 'nombres', 'nombre de pila', 'prenoms', 'primeiro nome', 'nome proprio', 'voornaam', 'imie', 'ad', 'отчество имя', 'पहला नाम', 'الاسم الأول', 'نام کوچک', '名', '이름(명)', 'ten'],
  last_name: ['last', 'family', 'surnames', 'primer apellido', 'nom', 'nom famille', 'sobrenome', 'apelido', 'cognome', 'familienname', 'achternaam', 'nazwisko', 'soyad', 'soyadi', 'фамилия', 'прізвище', 'उपनाम', 'कुलनाम', 'اسم العائلة', 'اللقب', 'نام خانوادگی', '姓', '성', 'ho'],
  email: [
    ...['mail', 'e mail id', 'email id', 'emailid', 'mail id', 'email 1', 'primary email', 'personal email', 'contact email', 'emailaddress', 'email addr'],
    ...['correo e', 'direccion de correo', 'email adresse', 'e mail adresse', 'adresse e mail', 'adresse email', 'adresse mail', 'adresse courriel', 'mel', 'endereco de email', 'correio eletronico', 'indirizzo email', 'posta elettronica', 'e mailadres', 'e posta', 'eposta'],
    ...['почта', 'эл почта', 'электронная почта', 'емейл', 'имейл', 'електронна пошта', 'пошта', 'ईमेल', 'ई मेल', 'ईमेल पता', 'ਈਮੇਲ', 'ইমেইল', 'البريد الإلكتروني', 'البريد', 'الايميل', 'الإيميل', 'ایمیل', 'ای میل', '电子邮件', '电子邮箱', '邮箱', '電子郵件', 'メール', 'メールアドレス', '이메일', 'thu dien tu', 'barua pepe'],
  ],
  phone: [
    ...['phone no', 'phone 1', 'phonenumber', 'mobile no', 'mobile num', 'mobilenumber', 'mob', 'mob no', 'contact', 'contact no', 'contact phone', 'cellphone', 'cell number', 'telephone number', 'tel no', 'primary phone', 'whatsapp no', 'whatsapp phone', 'wa', 'wa number'],
    ...['movil', 'celular', 'numero de celular', 'numero de movil', 'numero de telefono', 'numero', 'tlf', 'portable', 'mobile phone number', 'numero de portable', 'numero telephone', 'tel portable', 'telemovel', 'numero de telefone', 'numero de celular whatsapp', 'cellulare', 'numero di telefono', 'telefon', 'telefonnummer', 'handy', 'handynummer', 'mobil', 'mobilnummer', 'rufnummer', 'telefoonnummer', 'gsm', 'mobiel', 'telefonu', 'cep telefonu', 'telefon numarasi', 'numer telefonu'],
    ...['телефон', 'номер телефона', 'мобильный', 'мобильный телефон', 'номер', 'номер телефону', 'फ़ोन', 'फोन', 'फ़ोन नंबर', 'फोन नंबर', 'मोबाइल', 'मोबाइल नंबर', 'ਫੋਨ', 'ਫ਼ੋਨ ਨੰਬਰ', 'ਮੋਬਾਈਲ', 'ফোন', 'মোবাইল', 'الهاتف', 'رقم الهاتف', 'الجوال', 'رقم الجوال', 'الموبايل', 'الهاتف المحمول', 'تلفن', 'شماره تلفن', 'موبایل', 'فون نمبر', '电话', '手机', '手机号', '手机号码', '電話', '電話番号', '전화', '전화번호', '휴대폰', 'dien thoai', 'so dien thoai', 'simu', 'nambari ya simu'],
  ],
  residence_country: ['land', 'nation', 'location country', 'country name', 'country region', 'wohnsitzland', 'aufenthaltsland', 'paese', 'paese di residenza', 'pais de residencia actual', 'pais onde mora', 'ulke', 'страна', 'страна проживания', 'країна', 'देश', 'निवास का देश', 'ਦੇਸ਼', 'দেশ', 'البلد', 'الدولة', 'بلد الإقامة', 'دولة الإقامة', 'کشور', 'ملک', '国家', '居住国', '国', '국가', 'quoc gia', 'nchi'],
  citizenship_country: ['citizen', 'nation of citizenship', 'ciudadania', 'pais de ciudadania', 'pays de citoyennete', 'citoyennete', 'nacionalidade', 'cidadania', 'nationalitat', 'staatsangehorigkeit', 'nazionalita', 'cittadinanza', 'nationaliteit', 'uyruk', 'vatandaslik', 'гражданство', 'громадянство', 'राष्ट्रीयता', 'नागरिकता', 'ਨਾਗਰਿਕਤਾ', 'الجنسية', 'تابعیت', 'ملیت', 'شہریت', '国籍', '國籍', '국적', 'quoc tich', 'uraia'],
  destination_country: ['country to immigrate to', 'pais de destino', 'pays de destination', 'zielland', 'paese di destinazione', 'страна назначения', 'गंतव्य देश', 'بلد الوجهة', '目的国'],
  language: ['spoken language', 'preferred lang', 'langue preferee', 'idioma preferido', 'lingua', 'sprache', 'taal', 'dil', 'язык', 'мова', 'भाषा', 'ਭਾਸ਼ਾ', 'ভাষা', 'اللغة', 'زبان', '语言', '言語', '언어', 'ngon ngu', 'lugha'],
  message: ['remark', 'remarks', 'description', 'query', 'question', 'commentaire', 'commentaires', 'remarque', 'comentario', 'comentarios', 'notas', 'observaciones', 'mensagem', 'observacoes', 'nachricht', 'bemerkung', 'bemerkungen', 'notizen', 'kommentar', 'messaggio', 'note libere', 'opmerking', 'mesaj', 'notlar', 'сообщение', 'комментарий', 'примечание', 'संदेश', 'टिप्पणी', 'ملاحظات', 'رسالة', 'پیام', 'توضیحات', '备注', '留言', '메모', 'ghi chu'],
  date_of_birth: ['fecha nacimiento', 'date naissance', 'ddn', 'nascimento', 'data de nascimento', 'geburtsdatum', 'data di nascita', 'geboortedatum', 'dogum tarihi', 'дата рождения', 'जन्म तिथि', 'جन्म तारीख', 'تاريخ الميلاد', 'تاریخ تولد', '出生日期', '生年月日', '생년월일'],
  passport_number: ['no de passeport', 'n de pasaporte', 'numero do passaporte', 'reisepassnummer', 'passnummer', 'numero passaporto', 'номер паспорта', 'पासपोर्ट नंबर', 'رقم الجواز', 'رقم جواز السفر', 'شماره پاسپورت', '护照号', '护照号码', '여권번호'],
};
