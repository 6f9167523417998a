import type { RuleBook } from '../rule-book';
import { usualRules } from './write-rule';

const SPOUSE = 'esposa|esposo|marido|mujer|novio|novia|pareja|conyuge|prometido|prometida|senora';
const PARENTS = 'padres|papas|mama|papa|madre|padre|abuelos|abuela|abuelo|viejos';
const FAMILY = `${SPOUSE}|${PARENTS}|hijo|hija|hijos|hijas|familia|suegros|suegra|flia`;
const RELATIVES = `${FAMILY}|hermano|hermana|hermanos|tio|tia|primo|prima|amigo|amiga|amigos|nietos|nieto|nieta|sobrino|sobrina|familiares`;
const JOB = 'trabajo|empleo|chamba|laburo|jale|pega|camello|puesto|vacante|vacantes|trabajos|empleos';

/** Spanish of America and Spain, also as it is texted. */
export const spanish: RuleBook = {
  language: 'es',
  rules: usualRules({
    strong: {
      PR: `residencia permanente, residencia canadiense, residente permanente, la pr, pr, patrocinio, patrocinar, patrocinio familiar|conyugal, reunificacion familiar, reagrupacion familiar, visa de? inversionista*, visa inversionista*, visa de? emprendedor*, visa startup, visa de residente, experiencia canadiense, residencia por, trabajador|trabajadores calificado|calificados`,
      Work: `permiso de? trabajo, permisos de trabajo, visa de? trabajo, visa trabajo, visado de trabajo, visa laboral, permiso laboral, permiso abierto, permiso cerrado, permiso para trabajar, visa para trabajar, lmia, trabajador* temporal*, trabajador|trabajadores agricola|agricolas, autorizacion de|para trabaj*, elemaiei`,
      Study: `permiso de? estudio*, permiso estudio*, permiso para estudiar, visa de? estudiante*, visa estudiante*, visa estudiantil, visa de? estudio*, visa para estudiar, visado de estudiante*, visado de estudios`,
      Visitor: `nacimiento de|del, parto de|del, visa de? visitante*, visa visitante*, visa de? turista*, visa turista*, visa de? turismo, visa turismo, visa turistica, super visa, supervisa, visa de visita, visa de paseo, eta, visado de turista`,
      Citizenship: `ciudadania, ciudadania canadiense, pasaporte canadiense, hacerme ciudadan*, ser ciudadan*, convertirme en ciudadan*, naturaliz*, naturalizacion, examen de ciudadania`,
      Refugee: `asilo, asilo politico, refugiad*, refugio, solicitud de refugio|asilo, razones humanitarias, proteccion internacional, estatus de refugiado`,
      Other: 'renovar ... pr card|tarjeta de residente, visa americana, visa schengen, traduccion de documentos, apostilla*',
    },
    normal: {
      PR: `ir|irme|irnos|llevar|llevarnos|llevarme|mudarnos|quedarme|quedarnos ... vivir, a vivir, vivir con mi, vivir alla, vivir para alla, quedarme ... permanente*|definitiv*|siempre|canada|legal, quedarme permanentemente, quedarnos, ${SPOUSE} ... residente|ciudadan*|canadiense, ${SPOUSE} es ... residente|ciudadan*|canadiense, me voy con el|ella, ir con el|ella, reunirme con, juntarme con mi, abrir|poner|montar|comprar|iniciar un|una|mi ... negocio|empresa|restaurante, empezar de cero, nueva vida, vida en canada, puntaje crs, puntos crs, pedir a mi|mis ${FAMILY}, adoptar, emigrar, inmigrar, imigrar, migrar, migracion a, inmigracion, emigracion, radicar*, radicarme, mudar* a|para|con, mudarme, irme a vivir, vivir en canada|alla|toronto|quebec, vivir ... siempre|definitiva*|permanente*, vivir permanente*, para siempre, definitivamente, de manera|forma definitiva|permanente, establecer*, establecerme, asentarme, patrocin* ... ${FAMILY}|me, me patrocin*, me quiere patrocinar|sponsorear, sponsor*, esponsor*, traer ... ${FAMILY} ... vivir|conmigo|aca, traer a mi|mis ${FAMILY}, traernos ... vivir, reunirme con ... ${SPOUSE}, reunirnos, inversionista, invertir en canada, residencia, emprendedor`,
      Work: `cv, curriculum, hoja de vida, practicas|practica en|profesionales|laborales, pasantia*, oportunidad|oportunidades laboral|laborales|de|en, contratar ... cociner*|trabajador*|chofer*|empleados|personal|mexicanos|extranjeros, hospitales|empresas|companias|granjas ... contrat*, estan contratando, contratando, trabajadores ... campo|extranjeros|temporales, programa|programas ... trabajadores|trabajar, obrero*, mano de obra, agencia de empleo, irme de temporal, trabajo temporal, trabajar legalmente, oferta de? trabajo|empleo|laboral, oferta laboral, ${JOB} en, trabajar en|alla|como|de|legal*|por|al, trabajar, trabajando en canada, busco|buscar|buscando|conseguir|encontrar|necesito|quiero|consigo|hay|busca|deseo|ocupo ... ${JOB}, empresa ... contrat*, me contrat*, contrat*, contrato de trabajo, ${JOB} para, empleador*, patron, ir|irme a trabajar, cuidador*, cuidar ninos|ancianos|adultos, ninera, cosecha, pisca, pizca, temporada, jornalero*, bolsa de trabajo, cambiar de empleador, reclut*, transferir*`,
      Study: `carta de aceptacion|admision|motivos|motivacion, que|cual|cuales|mejores ... universidad|universidades|colegio|colegios|college|colleges|carrera, terminar ... high school|prepa|bachillerato|secundaria|carrera|estudios, acabe|termine el? bachillerato|prepa|secundaria, mandar|enviar ... hijo|hija|hijos ... estudi*|high|escuela|universidad|terminar, colegiatura, matricula, restauracion ... estudi*|estatus, permiso de estudiante, cupo en, preparatoria, escuela para mis hijos, nivelacion de ingles, idioma ingles, estudiar, estudiar en|ingles|alla, estudar, estudios en|superiores|universitarios, estudio en, hacer un|una|mi|la ... maestria|master|diplomado|licenciatura|carrera|doctorado|posgrado|curso|intercambio, maestria, diplomado, licenciatura, doctorado, posgrado*, postgrado*, pregrado, carrera universitaria, universidad*, beca*, admision, aceptad* en ... universidad|college|escuela, carta de aceptacion, curso de ingles|frances|idiomas, aprender ingles, escuela de idiomas, intercambio, matricul*, inscribir*, prepa`,
      Visitor: `nacimiento de|del, parto, graduacion, mi graduacion, viaje de negocios, viaje negocios, reunion de negocios, conferencia, congreso, feria, verano, montanas rocosas, auroras boreales, pasar ... unos|unas|dos|tres ... semanas|dias|meses, venir ... navidad|verano|vacaciones|graduacion|boda|semanas, boda, bautizo, tratamiento medico, ir de paseo, nieve, visitar, visita a|familiar, ver a mi|mis|su ... ${RELATIVES}, conocer canada|niagara|toronto|las|el|vancouver, conoser, pasar ... navidad|vacaciones|semanas|dias|tiempo|verano|fiestas, vacaciones, turismo, turista*, pasear, de paseo, viajar a canada, viaje a, boda de, a la boda, graduacion de mi, cataratas, niagara, carta de invitacion, extender ... estadia|estancia, como visitante, quedarse con nosotros`,
      Citizenship: 'jura de ciudadania, solicitar ... ciudadania',
      Refugee: `no puedo volver|regresar, no podemos volver|regresar, opiniones politicas, motivos politicos, razones politicas, persiguen, me persiguen, maras, pandillas, carteles, el cartel, narco*, orientacion sexual, llegue ... no puedo, dictadura, vida corre ... peligro|riesgo, mi vida esta en peligro, amenaz* de muerte, amenaz*, me amenaz*, persegui*, persecucion, huir de, huimos, hui de, miedo de|a regresar|volver, no puedo regresar|volver a mi pais, necesito proteccion, pedir proteccion, me quieren matar, guerra en mi pais, extorsi*`,
    },
    weak: {
      PR: 'residente, residir, canada para siempre',
      Work: `${JOB}, laboral*, emplead*, empleador*, contrat*, salario, sueldo, empresa canadiense`,
      Study: 'estudi*, curso, cursos, colegio, college, escuela, titulo, alumn*, instituto, idioma*',
      Visitor: 'visit*, turis*, viaj*, paseo, conocer',
      Citizenship: 'ciudadan*, pasaporte, nacionalidad',
      Refugee: 'peligro, proteccion, guerra, humanitari*, refugi*',
      Other: 'apelacion, apelar',
    },
    idle: `despues de casarnos|casarme|la boda, despues de ... graduacion, experiencia en cocina, tengo un negocio|restaurante|empresa, en mi campo de estudio, soy residente permanente, es residente permanente, soy residente, es residente, tengo la? pr, tengo la? residencia, mi pr card, la pr card, pr card, tarjeta de residente, ciudadan* canadiense, es ciudadan*, soy ciudadan*, soy estudiante, estudie, termine ... carrera|estudios|maestria|universidad|prepa, tengo un|una ... maestria|licenciatura|diplomado|doctorado|titulo|master, mi titulo, titulo de, trabajo como|desde, trabajo actualmente, actualmente trabajo, estoy trabajando, experiencia de trabajo, experiencia laboral, anos de experiencia, mi trabajo, mi trabajo actual, sin trabajo, sin empleo, copia del pasaporte, mi pasaporte, pasaporte vigente, no me interesa ... trabajo`,
    programs: {
      'Express Entry': 'express entry, expres entry, entrada express, entrada expres, ingreso express, trabajador* calificado* federal*, experiencia canadiense, crs',
      PNP: 'nominacion provincial, nominado provincial, nominacion, programa* provincial*, programa de? nomin*, nominee, pnp',
      LMIA: 'lmia, elemaiei, impacto en el mercado, evaluacion de impacto',
      'Study Permit': `permiso de? estudio*, permiso estudio*, permiso para estudiar, visa de? estudiante*, visa estudiante*, visa estudiantil, visa de? estudio*, visa para estudiar, visado de estudiante*`,
      'Visitor Visa': 'visa de? visitante*, visa visitante*, visa de? turista*, visa turista*, visa de? turismo, visa turistica, super visa, supervisa, visa de visita',
    },
    documents: {
      Ready: `documentos|papeles|documentacion|papeleria estan? todos? listos|lista|completos|completa|al, todos los|mis documentos|papeles, toda la|mi documentacion|papeleria, tengo los|mis|todos ... documentos|papeles, todo listo, todo en regla, ya tengo ... documentos|papeles`,
      Partial: `algunos de? mis? documentos|papeles, parte de los|mis documentos|papeles, me falta* ... documentos|papeles|ielts|apostill*, faltan algunos, casi todos los documentos|papeles, juntando ... documentos|papeles, reuniendo ... documentos|papeles, preparando ... documentos|papeles, esperando ... ielts|pasaporte|documentos|titulo, casi listos`,
      'Not Ready': `no tengo ... documentos|papeles|documentacion, todavia|aun no ... documentos|papeles, sin documentos|papeles, documentos|papeles no estan ... listos, ningun documento|papel, nada listo, no he empezado ... documentos|papeles`,
    },
    budget: {
      Strong: `dinero|presupuesto|plata|costo|precio no es|hay un? problema|inconveniente, sin problema de dinero, dinero no importa, el costo no importa, puedo pagar, podemos pagar, dispuest* a pagar|invertir, list* para pagar, pago lo que sea, yo pago, tengo el? dinero|presupuesto|fondos|ahorros, cuento con ... fondos|dinero|presupuesto|recursos, fondos suficientes, de acuerdo con ... honorarios|tarifa|costo`,
      Medium: `en cuotas, a cuotas, cuotas, a plazos, en plazos, en pagos, pagos mensuales, mensualidad*, plan de pago*, meses sin intereses, financiamiento, facilidades de pago, presupuesto limitado|medio|ajustado, depende del precio|costo, descuento`,
      Weak: `no tengo ... dinero|plata|recursos|fondos|presupuesto, sin dinero|plata|recursos|presupuesto, no puedo pagar, no me alcanza, poco dinero|presupuesto, gratis, gratuit*, muy caro, bajos recursos, sin pagar, no cuento con ... dinero|recursos|fondos, lo mas barato`,
    },
    timeline: {
      '0-30 days': `urgente, urgentemente, urge, lo antes posible, cuanto antes, inmediatamente, de inmediato, inmediato, ahora mismo, este mes, esta semana, proxima semana, semana que viene, manana mismo, lo mas pronto posible, ya mismo`,
      '31-90 days': 'proximo mes, mes que viene, mes entrante, mes y medio, unos meses, par de meses, proximos meses, pocos meses',
      '3-6 months': 'fin de ano, finales de ano, fines de ano, medio ano, segundo semestre',
      '6+ months': 'proximo ano, ano que viene, ano entrante, sin prisa, no tengo prisa, no hay prisa, no hay apuro, sin apuro, solo informacion, solo averiguando, solo quiero informacion, mas adelante, algun dia, en el futuro, a futuro, a largo plazo',
    },
    refused: 'rechazad*, rechazo, rechazaron, negad*, negaron, denegad*, denegaron, nego, rechazo, negativa, negacion',
    urgent: 'urgente*, urgencia, urge, lo antes posible, cuanto antes, inmediatamente, de inmediato, ahora mismo, vence pronto, por vencer, vence en, se vence, se me vence, fecha limite, emergencia, lo mas pronto posible',
    complex: 'antecedentes penales, antecedente penal, deportad*, deportacion, deportaron, inadmisib*, sin estatus, sin papeles, indocumentad*, documentos falsos, orden de salida, apelacion, negada dos|2 veces, varios rechazos, detenid*, fuera de estatus',
    engaged: 'llamame, llamenme, me llaman, me pueden llamar, pueden llamarme, llamar me, agendar ... cita|consulta|llamada, agendar, cita con, sacar cita, reservar ... consulta|cita, hablar con un|una ... asesor*|abogad*|consultor*|agente, quiero empezar ya, listo para empezar, contactenme',
  }),
  cues: {
    marks:
      'que el la los las un una de del y es son mi mis para con que quiero quisiera necesito hola buenas buenos como cuanto por en se me no si pero tengo soy estoy gracias puedo pueden hay su al lo le yo nos esta este cual donde cuando desde hace muy mas xfa pues',
    negators: 'no ni sin tampoco nunca jamas ningun ninguna',
    harmless_after: 'solo solamente problema problemas importa duda hay prisa es',
    unmet: 'tengo tenemos tiene he ha hemos puedo puede podemos se sabe sabia logro consigo conozco dieron salio encuentro entiendo sin nunca aun todavia han',
    fresh: 'pero sino quiero necesito busco yo mi nosotros solo porque aunque sin deseo quisiera nomas',
    prefers: 'prefiero prefiere preferimos mejor preferiria',
    than: 'que',
    joins: 'o u ni y',
    wish_before:
      'meta objetivo posibilidades sueno quiero qiero kiero quero quisiera quisieramos quiere queremos quieren necesito necesitamos necesita busco buscamos buscando deseo deseamos desea gustaria interesa interesado interesada interesan aplicar aplico solicitar solicito obtener sacar tramitar conseguir como informacion info requisitos ayuda ayudan ayudar ayudarme pedir ir irme iniciar renovar extender renuevo quisieran pienso planeo planeamos piensa puedo puede hacer tramite empezar ocupo sobre ofrece',
    wish_after: 'xfa favor porfa precio requisitos urgente',
    status_before: 'tengo, tengo un, tengo una, tenemos, con, con un, con una, con mi, mi, mis, su, nuestro, soy, estoy con, estoy en, estoy como, como, ya tengo, tiene, tiene un, actualmente con, despues de, despues del, termine, desde mi, entre con, vine con, vine como, hace, por mi',
    status_after: 'vigente, valido',
    later: 'luego despues posteriormente futuro',
    not_english: 'no me a as or on con pr an in at like had',
  },
  time: {
    units: { dia: 1, dias: 1, semana: 7, semanas: 7, semanitas: 7, mes: 30.5, meses: 30.5, ano: 365, anos: 365, semestre: 183, trimestre: 91 },
    numbers: { un: 1, una: 1, uno: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, doce: 12, quince: 15, par: 2, unos: 3 },
    spans: { quincena: 15 },
    ahead_before: 'en dentro proximos proximas antes menos unos plazo',
    past: 'hace experiencia desde edad tengo llevo fui trabaje ultimos',
    more: 'mas despues',
    months: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  },
};
